import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  CloudFormationClient,
  CreateStackCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, it } from '@jest/globals'

import { version } from '../../../core/values/version.ts'
import { endpoint } from '../account.ts'

const s3 = new S3Client({ forcePathStyle: true })
const cloudFormation = new CloudFormationClient({})
const Bucket = 'postrider-code'
const app = process.env['POSTRIDER_APP'] ?? ''

/** docs/terraform.md: Terraform and the AWS CLI make the same calls. */
it('The template of postrider-template is deployed with the named zips, without CDK', async () => {
  await s3.send(new CreateBucketCommand({ Bucket }))
  const folder = join(app, 'node_modules/postrider/functions')
  for (const name of readdirSync(folder)) {
    await upload(`postrider/${version}/${name}`, join(folder, name))
  }
  await upload('template.json', join(app, 'postrider.template.json'))

  await cloudFormation.send(
    new CreateStackCommand({
      StackName: 'Plain',
      TemplateURL: `${endpoint}/${Bucket}/template.json`,
      Parameters: [{ ParameterKey: 'CodeBucket', ParameterValue: Bucket }],
      Capabilities: ['CAPABILITY_IAM'],
    }),
  )
  const { state } = await waitUntilStackCreateComplete(
    { client: cloudFormation, maxWaitTime: 90, minDelay: 1, maxDelay: 1 },
    { StackName: 'Plain' },
  )

  expect(state).toBe('SUCCESS')
})

async function upload(Key: string, file: string) {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: readFileSync(file) }))
}
