import { sign } from 'node:crypto'

import type { SigningKey } from '../webhooks/key-pair.ts'

/** How long an assertion is valid: the token endpoint's clock may differ by minutes. */
const lifetimeSeconds = 300

type Client = { clientId: string; accessTokenUri: string; key: SigningKey }

/**
 * The JWT by which a client authenticates to its token endpoint (RFC 7523, 2.2; `private_key_jwt` of
 * OpenID Connect). Servers find the key by `kid`, or by `x5t` if they take certificates, as Entra ID
 * does (docs/decisions/0043).
 */
export function clientAssertion(
  { clientId, accessTokenUri, key }: Client,
  { now, jti }: { now: Date; jti: string },
): string {
  const iat = Math.floor(now.getTime() / 1000)
  const header = { alg: 'RS256', typ: 'JWT', kid: key.keyId, x5t: key.keyId }
  const claims = {
    ...{ iss: clientId, sub: clientId, aud: accessTokenUri },
    ...{ jti, iat, nbf: iat, exp: iat + lifetimeSeconds },
  }
  const signed = `${encoded(header)}.${encoded(claims)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
