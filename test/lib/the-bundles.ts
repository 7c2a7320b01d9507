import { join } from 'node:path'

import { Template } from 'aws-cdk-lib/assertions'

import { variable } from '../../adapters/common/environment-variables.ts'
import { anApp, aStack } from './a-stack.ts'

/** Bundles every function into a folder; returns the files by function name, such as `FanOut`. */
export function theBundles(outdir: string): ReadonlyMap<string, string> {
  const functions = Template.fromStack(
    aStack(anApp({ outdir }), { canary: 'on', archive: 's3' }),
  ).findResources('AWS::Lambda::Function')
  return new Map(
    Object.entries(functions).map(([id, { Properties }]) => {
      const { Code } = Properties as { Code: { S3Key: string } }
      const folder = `asset.${Code.S3Key.replace('.zip', '')}`
      return [id.replace(/Function.*/, ''), join(outdir, folder, 'index.mjs')]
    }),
  )
}

/** The environment variables that a bundle reads when it is loaded. */
export const bundleEnvironment: Readonly<Record<string, string>> = {
  AWS_REGION: 'eu-central-1',
  NODE_NO_WARNINGS: '1',
  ...Object.fromEntries(Object.values(variable).map((name) => [name, 'https://example.com/x'])),
  [variable.retrySchedule]: '[]',
  [variable.retentionDays]: '90',
  [variable.integrationReminderDays]: '7',
  [variable.attemptLogShare]: '1',
  [variable.apiRatePerSecond]: '50',
  [variable.maxWebhooks]: '1000',
  [variable.extraCaCertificates]: '', // no file
  [variable.allowedHosts]: '[]',
  [variable.allowedCidrs]: '[]',
  [variable.allowedPorts]: '[]',
}
