import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { App, type IStackSynthesizer } from 'aws-cdk-lib'

import { stackFromContext } from '../stack-from-context.ts'
import { NamedZips } from './named-zips.ts'

const usage = 'Usage: postrider-template -c marketplaces=acme [-c name=value …] [--prefix folder/]'

/** Prints a CloudFormation template with these settings, which CDK is not needed to deploy. */
function main() {
  const { values } = parseArgs({
    options: {
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      prefix: { type: 'string' },
    },
  })
  const settings = new Map(values.context.map(pairOf))
  const asked = new Set<string>()
  const outdir = mkdtempSync(join(tmpdir(), 'postrider-template-'))
  try {
    const app = new App({ outdir, analyticsReporting: false })
    const stack = stackFromContext(app, 'Postrider', {
      context: (name) => {
        asked.add(name)
        return settings.get(name)
      },
      stackProps: {
        description: 'Postrider: delivers marketplace events to webhooks',
        synthesizer: synthesizerOf(values.prefix),
      },
    })
    const unknown = [...settings.keys()].filter((name) => !asked.has(name))
    if (unknown.length > 0) throw new Error(`There is no setting ${unknown.join(', ')}\n${usage}`)
    const { templateFullPath } = app.synth().getStackArtifact(stack.artifactId)
    process.stdout.write(readFileSync(templateFullPath))
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

/** A cast, as the class does not satisfy the interface under `exactOptionalPropertyTypes`. */
function synthesizerOf(prefix: string | undefined): IStackSynthesizer {
  return new NamedZips(prefix === undefined ? {} : { prefix }) as IStackSynthesizer
}

/** The parts of `name=value`, whose value may have more of them. */
function pairOf(given: string): [string, string] {
  const at = given.indexOf('=')
  if (at < 1) throw new Error(`Cannot read '${given}': it is not name=value\n${usage}`)
  return [given.slice(0, at), given.slice(at + 1)]
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error // such as `head` has read enough
})
try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
