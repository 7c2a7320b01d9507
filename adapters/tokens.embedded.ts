import { errors, jwtVerify, SignJWT } from 'jose'

import { type Role, scopeOf } from '../core/caller.ts'

/** Who issues and who accepts the tokens of the embedded engine: the router on this machine. */
const issuer = 'urn:postrider:embedded'
const audience = 'postrider'
const algorithm = 'HS256'

/** The key file that signs them, in the data folder. */
export const tokenKeyName = 'token.key'

/** A bearer token for a role in a marketplace, good for twelve hours. */
export function signToken(key: Uint8Array, marketplace: string, role: Role): Promise<string> {
  return new SignJWT({ scope: scopeOf(marketplace, role) })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(`${role}@${marketplace}`)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(key)
}

/** The claims of a token that this router signed and that has not expired; undefined otherwise. */
export async function verifyToken(key: Uint8Array, token: string): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: [algorithm] })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
