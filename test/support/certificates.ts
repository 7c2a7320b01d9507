import forge from 'node-forge'

const { pki } = forge
const dayMs = 24 * 3600 * 1000

/** A key and its certificate, in PEM. */
type Certificate = { key: string; cert: string }

/** A certificate authority for tests only, and certificates for 127.0.0.1, valid and invalid. */
export function makeCertificates() {
  const authority = make({ isAuthority: true })
  return {
    ca: authority.cert,
    good: make({ by: authority }),
    expired: make({ by: authority, until: new Date(Date.now() - dayMs) }),
    wrongName: make({ by: authority, ip: '127.0.0.9' }),
    weak: make({ by: authority, bits: 1024 }),
    selfSigned: make({}),
    client: make({ by: authority }),
    expiring: make({ by: authority, until: new Date(Date.now() + 10 * dayMs) }),
    unknownAuthority: make({ by: make({ isAuthority: true }) }),
  }
}

/** Only a certificate authority, which takes less time to make. */
export const anAuthority = () => make({ isAuthority: true })

export type Certificates = ReturnType<typeof makeCertificates>

let made = 0

type Wanted = { by?: Certificate; ip?: string; until?: Date; bits?: number; isAuthority?: boolean }

function make({
  by,
  ip = '127.0.0.1',
  until,
  bits = 2048,
  isAuthority = false,
}: Wanted): Certificate {
  made += 1
  const { privateKey, publicKey } = pki.rsa.generateKeyPair(bits)
  const certificate = pki.createCertificate()
  certificate.publicKey = publicKey
  certificate.serialNumber = made.toString(16).padStart(2, '0')
  certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z')
  certificate.validity.notAfter = until ?? new Date('2049-01-01T00:00:00Z')
  certificate.setSubject([
    { name: 'commonName', value: isAuthority ? `Authority ${made}` : 'receiver' },
  ])
  certificate.setIssuer(
    by === undefined
      ? certificate.subject.attributes
      : pki.certificateFromPem(by.cert).subject.attributes,
  )
  certificate.setExtensions(
    isAuthority
      ? [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'keyUsage', keyCertSign: true, critical: true },
        ]
      : [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
  )
  const signingKey = by === undefined ? privateKey : pki.privateKeyFromPem(by.key)
  certificate.sign(signingKey, forge.md.sha256.create())
  return { key: pki.privateKeyToPem(privateKey), cert: pki.certificateToPem(certificate) }
}
