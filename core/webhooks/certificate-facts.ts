import { X509Certificate } from 'node:crypto'

/** What is shown of a certificate; `fingerprint` is SHA-256 in hexadecimal. */
export type CertificateFacts = {
  subject: string
  issuer: string
  notAfter: string
  fingerprint: string
}

/** The certificates in a text of PEM; undefined if one cannot be read, or there is none. */
export function certificatesIn(pem: string): X509Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  const isWhole = blocks.length === pem.split('-----BEGIN ').length - 1
  if (blocks.length === 0 || !isWhole) return undefined
  try {
    return blocks.map((block) => new X509Certificate(block))
  } catch {
    return undefined
  }
}

/** Distinguished names on one line, as in `CN=crm.example.com, O=Example`. */
export function factsOf(certificate: X509Certificate): CertificateFacts {
  const { subject, issuer, validTo, fingerprint256 } = certificate
  return {
    subject: onOneLine(subject),
    issuer: onOneLine(issuer),
    notAfter: new Date(validTo).toISOString(),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

/** A self-made certificate may have no name. */
function onOneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ')
}
