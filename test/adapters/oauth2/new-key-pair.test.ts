import { createHash, X509Certificate } from 'node:crypto'

import { expect, it } from '@jest/globals'
import { importJWK, jwtVerify } from 'jose'

import { newClientKey } from '../../../adapters/oauth2/new-key-pair.ts'
import { clientAssertion } from '../../../core/tokens/assertion.ts'

const now = new Date('2026-11-26T12:00:00.000Z')

it('clientAssertion() makes a JWT that the public key of newClientKey() verifies', async () => {
  const { privateKey, publicKey, certificate, notAfter } = await newClientKey(now)
  const accessTokenUri = 'https://id.example.com/token'
  const key = { keyId: publicKey.kid, privateKey }

  const jwt = clientAssertion({ clientId: 'client-1', accessTokenUri, key }, { now, jti: 'id-1' })

  const verified = await jwtVerify(jwt, await importJWK(publicKey), {
    audience: accessTokenUri,
    currentDate: now,
  })
  const iat = now.getTime() / 1000
  expect(verified.payload).toMatchObject({ iss: 'client-1', sub: 'client-1', jti: 'id-1', iat })
  expect(verified.payload.exp).toBe(iat + 300)
  const { raw, validTo, publicKey: certified } = new X509Certificate(certificate)
  const x5t = createHash('sha1').update(raw).digest('base64url')
  expect(verified.protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: x5t, x5t })
  expect(new Date(validTo).toISOString()).toBe(notAfter)
  expect(certified.export({ format: 'jwk' })).toMatchObject({ n: publicKey.n })
})
