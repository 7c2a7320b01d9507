import { generate } from 'selfsigned'

/** A key and its certificate, in PEM. */
type Certificate = { key: string; cert: string }

/** An authority of our own that nobody else trusts, and what it and others sign for 127.0.0.1. */
export async function makeCertificates() {
  const authority = await make({ isAuthority: true })
  const dayMs = 24 * 3600 * 1000
  return {
    ca: authority.cert,
    good: await make({ by: authority }),
    expired: await make({ by: authority, until: new Date(Date.now() - dayMs) }),
    wrongName: await make({ by: authority, ip: '127.0.0.9' }),
    selfSigned: await make({}),
    unknownAuthority: await make({ by: await make({ isAuthority: true }) }),
  }
}

export type Certificates = Awaited<ReturnType<typeof makeCertificates>>

let made = 0

type Wanted = { by?: Certificate; ip?: string; until?: Date; isAuthority?: boolean }

async function make({ by, ip = '127.0.0.1', until, isAuthority = false }: Wanted) {
  made += 1
  const name = isAuthority ? `Authority ${made}` : 'receiver'
  const pems = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date('2020-01-01T00:00:00Z'),
    notAfterDate: until ?? new Date('2099-01-01T00:00:00Z'),
    extensions: isAuthority
      ? [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'keyUsage', keyCertSign: true, critical: true },
        ]
      : [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
    ...(by && { ca: by }),
  })
  return { key: pems.private, cert: pems.cert }
}
