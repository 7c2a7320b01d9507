import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import * as lambda from 'aws-cdk-lib/aws-lambda'

import { variable } from '../adapters/common/environment-variables.ts'
import { certificatesIn } from '../core/webhooks/certificate-facts.ts'
import type { Settings } from './settings.ts'

const fileName = 'extra-authorities.pem'

/**
 * Gives a function the file of certificate authorities, if the deployment has one. A layer holds it:
 * a function's variables have 4 KB in all.
 */
export function addExtraAuthorities(caller: lambda.Function, settings: Settings): void {
  const { extraCaCertificates: file } = settings
  if (file === '') return
  const folder = mkdtempSync(join(tmpdir(), 'postrider-authorities-'))
  writeFileSync(join(folder, fileName), certificatesOf(file))
  const code = lambda.Code.fromAsset(folder)
  caller.addLayers(new lambda.LayerVersion(caller, 'ExtraAuthorities', { code }))
  caller.addEnvironment(variable.extraCaCertificates, `/opt/${fileName}`)
}

function certificatesOf(file: string): string {
  const pem = read(file)
  if (certificatesIn(pem) !== undefined) return pem
  throw new Error(
    `Cannot read the setting extraCaCertificates: the file '${file}' must have whole certificates in PEM, and no private keys`,
  )
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`Cannot read the setting extraCaCertificates: ${String(error)}`, {
      cause: error,
    })
  }
}
