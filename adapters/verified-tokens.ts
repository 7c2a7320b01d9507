import { decodeJwt, errors, jwtVerify, type JWTVerifyGetKey, type JWK } from 'jose'

/** Whose tokens are taken: for this audience, signed by this key in one of these ways. */
export type TrustedIssuer = {
  issuer: string
  audience: string
  algorithms: readonly string[]
  key: JWK | Uint8Array | JWTVerifyGetKey
}

/** The claims of a token that one of the issuers signed and that has not expired; undefined otherwise. */
export function verifiedTokens(issuers: readonly TrustedIssuer[]) {
  return async (token: string): Promise<unknown> => {
    try {
      const { iss } = decodeJwt(token)
      const trusted = issuers.find(({ issuer }) => issuer === iss)
      return trusted && (await claimsOf(token, trusted))
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}

async function claimsOf(token: string, { key, issuer, audience, algorithms }: TrustedIssuer) {
  const rules = {
    issuer,
    audience,
    algorithms: [...algorithms],
    requiredClaims: ['exp', 'sub'], // without an end it would be good for ever
  }
  // The key is looked up, or it is there: two overloads of one function.
  const { payload } =
    typeof key === 'function'
      ? await jwtVerify(token, key, rules)
      : await jwtVerify(token, key, rules)
  return payload
}
