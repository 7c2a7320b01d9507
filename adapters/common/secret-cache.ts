import QuickLRU from 'quick-lru'

import type { Secrets } from '../../core/ports.ts'

const maxSecrets = 1000
const fiveMinutesMs = 300_000

/**
 * Opens each secret once in `ttlMs` (5 minutes unless told), and once for all who ask meanwhile.
 * What could not be opened is tried again when it is asked for next.
 */
export function withSecretCache(
  open: Secrets['open'],
  { ttlMs = fiveMinutesMs }: { ttlMs?: number } = {},
): Secrets['open'] {
  const cache = new QuickLRU<string, Promise<string>>({ maxSize: maxSecrets, maxAge: ttlMs })

  return (sealed, context) => {
    const { marketplace, webhook, purpose } = context
    const key = JSON.stringify([sealed, marketplace, webhook, purpose])
    const known = cache.get(key)
    if (known !== undefined) return known

    const opening = open(sealed, context)
    cache.set(key, opening)
    opening.catch(() => {
      if (cache.get(key) === opening) cache.delete(key)
    })
    return opening
  }
}
