import { createHash, generateKeyPair, randomBytes, sign } from 'node:crypto'
import { promisify } from 'node:util'

import type { ClientKeyPorts } from '../../core/webhooks/key-pair.ts'
import { addMs } from '../../core/values/timestamp.ts'
import { bitString, integer, oid, sequence, set, tagged, utcTime, utf8 } from './der.ts'

/** Ten years: a server that takes certificates may refuse one that has expired. */
const validMs = 3650 * 24 * 3600 * 1000

const makeKeys = promisify(generateKeyPair)

/**
 * Makes an RSA key of 2,048 bits and a certificate that it signs itself. The key's id is the
 * certificate's SHA-1 thumbprint, which is also its `x5t`.
 */
export const newClientKey: ClientKeyPorts['newClientKey'] = async (now) => {
  const { privateKey, publicKey } = await makeKeys('rsa', { modulusLength: 2048 })
  const notAfter = addMs(now, validMs)
  const info = publicKey.export({ type: 'spki', format: 'der' })
  const body = certificateBody(info, { from: now, to: new Date(notAfter) })
  const der = sequence(body, sha256WithRsa, bitString(sign('sha256', body, privateKey)))
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const kid = createHash('sha1').update(der).digest('base64url')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: { kty: 'RSA', n, e, kid, alg: 'RS256', use: 'sig' },
    certificate: pem(der),
    notAfter: wholeSecond(notAfter),
  }
}

const sha256WithRsa = sequence(oid('2a864886f70d01010b'), Buffer.from('0500', 'hex'))

/** TBSCertificate of RFC 5280, 4.1, without extensions. */
function certificateBody(publicKey: Buffer, { from, to }: { from: Date; to: Date }): Buffer {
  const name = sequence(set(sequence(oid('550403'), utf8('Postrider')))) // commonName
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)])
  const version3 = tagged(0, integer(Buffer.from([2])))
  return sequence(
    ...[version3, integer(serial), sha256WithRsa, name],
    sequence(utcTime(from), utcTime(to)),
    ...[name, publicKey],
  )
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** As certificates have no milliseconds. */
function wholeSecond(time: string): string {
  return time.replace(/\.\d+Z$/, '.000Z')
}
