import { SignJWT } from 'jose'

import { operator, type GrantedRole, scopeOf } from '../../core/api/caller.ts'
import type { TrustedIssuer } from '../jwt/verify-jwt.ts'

/** Issuer and audience of the embedded engine's own tokens: the router on this machine. */
const issuer = 'urn:postrider:embedded'
const audience = 'postrider'
const algorithm = 'HS256'

/** The name of the signing key's file in the data folder. */
export const tokenKeyName = 'token.key'

/** A bearer token for a role in a marketplace, valid for 12 hours. */
export function signToken(
  key: Uint8Array,
  marketplace: string,
  role: GrantedRole,
): Promise<string> {
  return sign(key, `${role}@${marketplace}`, scopeOf(marketplace, role))
}

/** A bearer token of an operator, valid for 12 hours. */
export function signOperatorToken(key: Uint8Array): Promise<string> {
  return sign(key, operator, operator)
}

/** Accepts the tokens that `signToken` made with this key. */
export function ownTokens(key: Uint8Array): TrustedIssuer {
  return { issuer, audience, algorithms: [algorithm], key }
}

function sign(key: Uint8Array, subject: string, scope: string): Promise<string> {
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(key)
}
