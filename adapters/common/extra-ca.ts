import { readFileSync } from 'node:fs'

import { certificatesIn } from '../../core/webhooks/certificate-facts.ts'
import { variable } from './environment-variables.ts'

/** The certificate authorities of the deployment's file, in PEM; undefined without one. */
export function extraAuthorities(
  file = process.env[variable.extraCaCertificates] ?? '',
): string | undefined {
  if (file === '') return undefined
  const pem = read(file)
  if (certificatesIn(pem) !== undefined) return pem
  throw new Error(
    `Cannot start: the file '${file}' of ${variable.extraCaCertificates} must have whole certificates in PEM, and no private keys`,
  )
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(
      `Cannot start: the file of ${variable.extraCaCertificates} cannot be read: ${String(error)}`,
      { cause: error },
    )
  }
}
