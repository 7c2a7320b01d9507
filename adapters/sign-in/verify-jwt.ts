import {
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWK,
} from 'jose'

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
      if (error instanceof errors.JOSEError && !isOfKeys(error)) return undefined
      throw error
    }
  }
}

async function claimsOf(token: string, { key, issuer, audience, algorithms }: TrustedIssuer) {
  const payload = await payloadOf(token, key, {
    issuer,
    algorithms: [...algorithms],
    requiredClaims: ['exp', 'sub'], // without an end it would be good for ever
  })
  const { aud } = payload
  // Access tokens of Cognito have no audience but their client; API Gateway takes that too.
  const audiences = aud === undefined ? [payload['client_id']] : [aud].flat()
  return audiences.includes(audience) ? payload : undefined
}

/** The key is looked up, or it is there: two overloads of one function. */
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

/** The issuer's keys could not be read: that says nothing of the token. */
function isOfKeys({ code }: errors.JOSEError): boolean {
  return code === errors.JWKSTimeout.code || code === errors.JOSEError.code
}
