import QuickLRU from 'quick-lru'

import type { Secrets } from '../../core/ports.ts'

const maxSecrets = 1000
const maxAgeMs = 300_000

/**
 * Opens each secret at most once in five minutes; concurrent calls share the result. A failure is
 * not cached.
 */
export function withSecretCache(open: Secrets['open']): Secrets['open'] {
  const cache = new QuickLRU<string, Promise<string>>({ maxSize: maxSecrets, maxAge: maxAgeMs })

  return (sealed, context) => {
    const { marketplace, endpoint, purpose } = context
    const key = JSON.stringify([sealed, marketplace, endpoint, purpose])
    const cached = cache.get(key)
    if (cached !== undefined) return cached

    const opening = open(sealed, context)
    cache.set(key, opening)
    opening.catch(() => {
      if (cache.get(key) === opening) cache.delete(key)
    })
    return opening
  }
}
