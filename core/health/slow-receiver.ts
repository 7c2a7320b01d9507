import type { Attempt } from '../deliveries/delivery.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import { type Health, healthy, type Slow } from './health.ts'

/** An attempt that has not ended by then is slow. On AWS, its function does nothing else meanwhile. */
export const slowAfterMs = 2_000

/**
 * Each quick attempt doubles the limit. Once it is beyond this, the receiver is no longer slow: from a
 * limit of 1, after five of them.
 */
const maxBeforeQuick = 16

/** Each slow success raises the limit by one, up to this: a healthy receiver has no more dispatched. */
const maxLimit = 100

/**
 * The slow receivers of a marketplace share this many deliveries in flight, and each has at least one:
 * half of what the deliver function runs concurrently (`lib/work.ts`).
 */
export const maxOfMarketplace = 200

/** The health after an attempt turned out to be slow; the same object if an earlier one did. */
export function onSlow(key: EndpointKey, health: Health | undefined, now: Date): Health {
  if (health?.slow !== undefined) return health
  return { ...(health ?? healthy(key)), slow: { since: now.toISOString(), limit: 1 } }
}

/** The health with the limit that follows from an attempt; the same object when nothing changes. */
export function withSlowLimit(health: Health, attempt: Attempt): Health {
  const { slow, ...rest } = health
  if (slow === undefined || attempt.outcome.kind === 'refused') return health

  const limit = limitAfter(slow.limit, attempt)
  if (!isSlow(attempt) && limit > maxBeforeQuick) return rest
  return limit === slow.limit ? health : { ...health, slow: { ...slow, limit } }
}

function isSlow({ durationMs }: Attempt): boolean {
  return durationMs >= slowAfterMs
}

/** A slow failure halves the limit. */
function limitAfter(limit: number, attempt: Attempt): number {
  if (!isSlow(attempt)) return limit * 2
  const isDelivered = attempt.outcome.kind === 'delivered'
  return isDelivered ? Math.min(limit + 1, maxLimit) : Math.max(1, Math.floor(limit / 2))
}

/**
 * How many deliveries a slow receiver may have in flight: its limit, or its share of the
 * marketplace's. `all` is the health of the marketplace's receivers.
 */
export function slowLimit({ limit }: Slow, all: readonly Health[]): number {
  const sum = all.reduce((total, { slow, circuit }) => {
    return circuit === undefined ? total + (slow?.limit ?? 0) : total
  }, 0)
  const share = sum > maxOfMarketplace ? maxOfMarketplace / sum : 1
  return Math.max(1, Math.floor(limit * share))
}
