import { afterEach, describe, expect, it } from '@jest/globals'

import { httpsClient } from '../../../adapters/http-client/client.ts'
import type { TlsMaterial } from '../../../core/webhooks/certificates.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { type Misbehaving, startTls } from '../../support/misbehaving-receiver.ts'
import { strict } from '../../support/strict-rules.ts'

const rules = { ...strict, loopback: true }
const certificates = makeCertificates()
const { ca, good, client, expiring } = certificates
const authorities: TlsMaterial = { digest: 'authorities', authorities: ca }
const withCertificate: TlsMaterial = {
  digest: 'client',
  certificate: client.cert,
  privateKey: client.key,
  authorities: ca,
}

let receiver: Misbehaving | undefined
afterEach(() => receiver?.close())

const requestTo = (url: string, tls?: TlsMaterial) => ({
  url,
  headers: {},
  body: '{}',
  ...(tls && { tls }),
})

describe('httpsClient()', () => {
  it('trusts the private authorities of a request, and of no other request', async () => {
    receiver = await startTls(good)
    const call = httpsClient(rules)

    const trusted = await call(requestTo(receiver.url, authorities))
    const other = await call(requestTo(receiver.url))

    expect(trusted).toMatchObject({ kind: 'answered', status: 200 })
    expect(other).toMatchObject({ reason: 'tls: UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
  })

  it('shows the client certificate of a request, on connections of its own', async () => {
    receiver = await startTls({ ...good, ca, requestCert: true, rejectUnauthorized: true })
    const call = httpsClient(rules)

    const admitted = await call(requestTo(receiver.url, withCertificate))
    const without = await call(requestTo(receiver.url, authorities))

    expect(admitted).toMatchObject({ kind: 'answered', status: 200 })
    expect(without).toMatchObject({
      reason: expect.stringMatching(/^(tls: ERR_SSL_TLSV13_ALERT_|connection: ECONNRESET)/),
    })
  })

  it('still checks names when an authority is added', async () => {
    receiver = await startTls(certificates.wrongName)

    const reply = await httpsClient(rules)(requestTo(receiver.url, authorities))

    expect(reply).toMatchObject({ reason: 'tls: ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  it('reports a certificate that expires within 30 days', async () => {
    receiver = await startTls(expiring)

    const reply = await httpsClient(rules, { ca })(requestTo(receiver.url))

    const until = Date.parse(reply.exchange?.certificateUntil ?? '')
    expect(Math.round((until - Date.now()) / 86_400_000)).toBe(10)
  })

  it('does not report one that is valid for longer', async () => {
    receiver = await startTls(good)

    const reply = await httpsClient(rules, { ca })(requestTo(receiver.url))

    expect(reply).toMatchObject({ kind: 'answered' })
    expect(reply.exchange).not.toHaveProperty('certificateUntil')
  })
})
