import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'

import { hasTexts } from '../../core/values/has-texts.ts'
import type { TrustedIssuer } from './verify-jwt.ts'

/** A short limit, as a person waits for the response. */
const timeoutMs = 5_000

/** Asymmetric algorithms only: a symmetric key would be known to both sides. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']

/**
 * Any OpenID Connect provider. Its keys are discovered when the first token arrives, and cached.
 */
export function otherIssuer({
  issuer,
  audience,
}: Pick<TrustedIssuer, 'issuer' | 'audience'>): TrustedIssuer {
  let keys: Promise<JWTVerifyGetKey> | undefined
  const key: JWTVerifyGetKey = async (header, token) => {
    keys ??= discover(issuer)
    const getKey = await keys.catch((error: unknown) => {
      keys = undefined // the next token retries
      throw error
    })
    return getKey(header, token)
  }
  return { issuer, audience, algorithms, key }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
  if (!response.ok) throw new Error(`Cannot read '${url}': it returned status ${response.status}`)
  const found: unknown = await response.json()
  // The fields of OpenID Connect Discovery that we use.
  if (!hasTexts(found, ['issuer', 'jwks_uri']) || !/^https?:/.test(found.jwks_uri)) {
    throw new Error(`Cannot read '${url}': it has no issuer, or no URL as jwks_uri`)
  }
  if (found.issuer !== issuer) {
    throw new Error(`Cannot trust '${url}': its issuer is '${found.issuer}', not '${issuer}'`)
  }
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: timeoutMs })
}
