import type { Health } from '../health/health.ts'
import { dispatchIntervalMs, rampUpLimit } from '../health/ramp-up.ts'
import { atLimitRetryMs } from '../waiting/wake-up.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import { leftOfRate, type RecentDispatch, untilRateFreesMs } from './rate-limit.ts'

/** At most this many deliveries of an endpoint are in flight, not counting first attempts. */
export const maxInFlight = 100

/** Deliveries that wait for the rate limit are dispatched in groups, not one by one. */
const minWaitMs = 200

/** An endpoint's limits and health, what is in flight, and what was dispatched in the last second. */
export type Load = {
  limits: Endpoint['limits']
  health: Health | undefined
  inFlight: number
  recent: readonly RecentDispatch[]
}

/** How many deliveries may be dispatched now; zero or less for none. */
export function dispatchLimit({ limits, health, inFlight, recent }: Load, now: Date): number {
  const { perSecond, inFlight: concurrency = maxInFlight } = limits ?? {}
  return Math.min(
    Math.min(concurrency, rampUpLimit(health, now)) - inFlight,
    leftOfRate(perSecond, recent),
  )
}

/** The load after this many deliveries were dispatched. */
export function withDispatched(load: Load, count: number, now: Date): Load {
  const recent = count === 0 ? load.recent : [...load.recent, { at: now.toISOString(), count }]
  return { ...load, inFlight: load.inFlight + count, recent }
}

/** Milliseconds until more may be dispatched. */
export function waitMs({ limits, health, inFlight, recent }: Load, now: Date): number {
  if (isAtConcurrencyLimit({ limits, inFlight })) return atLimitRetryMs
  const [oldest] = recent
  if (oldest === undefined || leftOfRate(limits?.perSecond, recent) > 0) {
    return dispatchIntervalMs(health, now)
  }
  return Math.max(minWaitMs, untilRateFreesMs(oldest, now))
}

/** Whether an attempt has to end before more may be dispatched. */
export function isAtConcurrencyLimit({ limits, inFlight }: Pick<Load, 'limits' | 'inFlight'>) {
  return limits?.inFlight !== undefined && inFlight >= limits.inFlight
}
