import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as z from 'zod'

import type { TrustedIssuer } from './verify-jwt.ts'

/** Nobody waits longer for an issuer, for a person waits for the answer. */
const timeoutMs = 5_000

/** What OpenID Connect Discovery tells, as far as it is needed. */
const Discovered = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) })

/** Signatures by a key pair. A secret that both sides know would be everybody's. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']

/** Any OpenID Connect provider; its keys are asked for when the first token comes, and kept. */
export function otherIssuer({
  issuer,
  audience,
}: {
  issuer: string
  audience: string
}): TrustedIssuer {
  let keys: Promise<JWTVerifyGetKey> | undefined
  const key: JWTVerifyGetKey = async (header, token) => {
    keys ??= discover(issuer)
    const getKey = await keys.catch((error: unknown) => {
      keys = undefined // the next token asks again
      throw error
    })
    return getKey(header, token)
  }
  return { issuer, audience, algorithms, key }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
  if (!answer.ok) throw new Error(`Cannot read '${url}': it answers ${answer.status}`)
  const found = Discovered.parse(await answer.json())
  if (found.issuer !== issuer) {
    throw new Error(`Cannot trust '${url}': it is of the issuer '${found.issuer}', not '${issuer}'`)
  }
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: timeoutMs })
}
