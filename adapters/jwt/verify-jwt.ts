import {
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWK,
} from 'jose'

import type { BearerToken, TokenReason } from '../../core/api/bearer-token.ts'

/** An issuer whose tokens are accepted: signed by this key, and for this audience if there is one. */
export type TrustedIssuer = {
  issuer: string
  audience?: string | undefined
  algorithms: readonly string[]
  key: JWK | Uint8Array | JWTVerifyGetKey
}

/** Verifies access tokens of the issuers. */
export function jwtVerifier(issuers: readonly TrustedIssuer[]) {
  return async (token: string): Promise<BearerToken> => {
    try {
      const { iss } = decodeJwt(token)
      const trusted = issuers.find(({ issuer }) => issuer === iss)
      return trusted === undefined ? { reason: 'unknown-issuer' } : await verified(token, trusted)
    } catch (error) {
      if (error instanceof errors.JOSEError && !isOfKeys(error)) return { reason: reasonOf(error) }
      throw error
    }
  }
}

async function verified(
  token: string,
  { key, issuer, audience, algorithms }: TrustedIssuer,
): Promise<BearerToken> {
  const claims = await payloadOf(token, key, {
    issuer,
    algorithms: [...algorithms],
    requiredClaims: ['exp', 'sub'], // a token without `exp` would never expire
  })
  if (audience === undefined) return { claims }
  const { aud } = claims
  // Cognito's access tokens have a client and no audience; API Gateway accepts that too.
  const audiences = aud === undefined ? [claims['client_id']] : [aud].flat()
  return audiences.includes(audience) ? { claims } : { reason: 'wrong-audience' }
}

function reasonOf(error: errors.JOSEError): TokenReason {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') {
    return 'not-yet-valid'
  }
  return isOfSignature(error) ? 'wrong-signature' : 'malformed'
}

function isOfSignature({ code }: errors.JOSEError): boolean {
  return (
    code === errors.JWSSignatureVerificationFailed.code ||
    code === errors.JWKSNoMatchingKey.code ||
    code === errors.JOSEAlgNotAllowed.code
  )
}

/** One call for both of the overloads of `jwtVerify`. */
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

/** Whether the issuer's keys could not be read, which says nothing about the token. */
function isOfKeys({ code }: errors.JOSEError): boolean {
  return code === errors.JWKSTimeout.code || code === errors.JOSEError.code
}
