import type { Adapter } from 'oidc-provider'

/**
 * The rows of a model, of which at most this many are stored: the oldest one is removed for a new one.
 * Any client can make rows of a sign-in that is never completed.
 */
export function atMost(max: number, rows: Adapter): Adapter {
  const stored = new Set<string>()
  return {
    ...rows,
    upsert: async (id, payload, expiresIn) => {
      stored.delete(id)
      stored.add(id)
      await rows.upsert(id, payload, expiresIn)
      const [oldest] = stored
      if (stored.size > max && oldest !== undefined) {
        stored.delete(oldest)
        await rows.destroy(oldest)
      }
    },
    destroy: async (id) => {
      stored.delete(id)
      await rows.destroy(id)
    },
  }
}
