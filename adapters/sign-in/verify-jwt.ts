import {
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWK,
} from 'jose'

/**
 * An issuer whose tokens are accepted if they are for this audience and signed by this key with one
 * of these algorithms.
 */
export type TrustedIssuer = {
  issuer: string
  audience: string
  algorithms: readonly string[]
  key: JWK | Uint8Array | JWTVerifyGetKey
}

/** The claims of a valid, unexpired token of one of the issuers; undefined otherwise. */
export function verifiedTokens(issuers: readonly TrustedIssuer[]) {
  return async (token: string): Promise<unknown> => {
    try {
      const { iss } = decodeJwt(token)
      const trusted = issuers.find(({ issuer }) => issuer === iss)
      return trusted && (await claimsOf(token, trusted))
    } catch (error) {
      if (error instanceof errors.JOSEError && !isOfKeys(error)) return undefined
      throw error
    }
  }
}

async function claimsOf(token: string, { key, issuer, audience, algorithms }: TrustedIssuer) {
  const payload = await payloadOf(token, key, {
    issuer,
    algorithms: [...algorithms],
    requiredClaims: ['exp', 'sub'], // without `exp` it would never expire
  })
  const { aud } = payload
  // Cognito's access tokens have `client_id` instead of `aud`; API Gateway's authorizer accepts
  // either.
  const audiences = aud === undefined ? [payload['client_id']] : [aud].flat()
  return audiences.includes(audience) ? payload : undefined
}

/** Two branches, because `jwtVerify` has one overload per kind of key. */
async function payloadOf(
  token: string,
  key: TrustedIssuer['key'],
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  const { payload } =
    typeof key === 'function'
      ? await jwtVerify(token, key, options)
      : await jwtVerify(token, key, options)
  return payload
}

/** A failure to fetch the issuer's keys, which says nothing about the token. */
function isOfKeys({ code }: errors.JOSEError): boolean {
  return code === errors.JWKSTimeout.code || code === errors.JOSEError.code
}
