import QuickLRU from 'quick-lru'

import type { BearerToken } from '../../core/api/bearer-token.ts'

type Verified = { token: BearerToken; untilMs: number }

const maxTokens = 1_000

/** A key that the issuer withdraws counts for this long. */
const maxMs = 300_000

/** Verifies each valid token once in five minutes, and not beyond its expiry. */
export function verifiedOnce(
  verify: (token: string) => Promise<BearerToken>,
  now: () => Date,
): (token: string) => Promise<BearerToken> {
  const all = new QuickLRU<string, Verified>({ maxSize: maxTokens })
  return async (text) => {
    const nowMs = now().getTime()
    const known = all.get(text)
    if (known !== undefined && nowMs < known.untilMs) return known.token

    const token = await verify(text)
    if ('claims' in token)
      all.set(text, { token, untilMs: Math.min(expiryOf(token), nowMs + maxMs) })
    return token
  }
}

/** In epoch milliseconds; 0 for a token without expiry, which is not remembered. */
function expiryOf({ claims }: { claims: unknown }): number {
  const { exp } = Object(claims) as { exp?: unknown }
  return typeof exp === 'number' ? exp * 1000 : 0
}
