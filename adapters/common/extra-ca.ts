import { readFileSync } from 'node:fs'

import { certificatesIn } from '../../core/webhooks/certificate-facts.ts'
import { variable } from './environment-variables.ts'

/** The certificate authorities of the deployment's file, in PEM; undefined without one. */
export function extraAuthorities(
  file = process.env[variable.extraCaCertificates] ?? '',
): string | undefined {
  if (file === '') return undefined
  const pem = readFileSync(file, 'utf8')
  if (certificatesIn(pem) !== undefined) return pem
  throw new Error(
    `Cannot start: the file '${file}' of ${variable.extraCaCertificates} has no certificates in PEM`,
  )
}
