import type { Health } from '../health/health.ts'
import { rampUpLimit } from '../health/ramp-up.ts'
import { addMs } from '../values/timestamp.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** How many deliveries were dispatched at a moment. */
type RecentDispatch = { at: string; count: number }

/** The dispatches of the last second, of webhooks with a rate limit. */
export type RecentDispatchStore = {
  findRecentDispatches: (webhook: EndpointKey) => Promise<RecentDispatch[]>
  saveRecentDispatches: (webhook: EndpointKey, recent: readonly RecentDispatch[]) => Promise<void>
}

/** At most this many deliveries of a webhook are in flight, not counting first attempts. */
export const maxInFlight = 100

/** The rate limit counts what was dispatched within this time. */
const rateWindowMs = 1000

/** Deliveries that wait for the rate limit are dispatched in groups, not one by one. */
const minWaitMs = 200

/** Whatever else has to wait is looked at again after this time. */
export const retryMs = 1000

/** An attempt that ends makes room and wakes its webhook; this is for those whose process died. */
const atLimitRetryMs = 15_000

/** A webhook's limits and health, what is in flight, and what was dispatched within the window. */
export type Load = {
  limits: Webhook['limits']
  health: Health | undefined
  inFlight: number
  recent: readonly RecentDispatch[]
}

/** The dispatches that the rate limit still counts. */
export function withinRateWindow(
  recent: readonly RecentDispatch[],
  now: Date,
): readonly RecentDispatch[] {
  const since = addMs(now, -rateWindowMs)
  return recent.filter(({ at }) => at > since)
}

/** How many deliveries may be dispatched now; zero or less for none. */
export function dispatchLimit({ limits, health, inFlight, recent }: Load, now: Date): number {
  const { perSecond = Infinity, inFlight: concurrency = maxInFlight } = limits ?? {}
  const dispatched = recent.reduce((sum, { count }) => sum + count, 0)
  return Math.min(
    Math.min(concurrency, rampUpLimit(health, now)) - inFlight,
    perSecond - dispatched,
  )
}

/** The load after this many deliveries were dispatched. */
export function withDispatched(load: Load, count: number, now: Date): Load {
  const recent = count === 0 ? load.recent : [...load.recent, { at: now.toISOString(), count }]
  return { ...load, inFlight: load.inFlight + count, recent }
}

/** How long to wait until more may be dispatched. */
export function waitMs({ limits, inFlight, recent }: Load, now: Date): number {
  if (limits?.inFlight !== undefined && inFlight >= limits.inFlight) return atLimitRetryMs
  const [oldest] = recent
  if (limits?.perSecond === undefined || oldest === undefined) return retryMs
  return Math.max(minWaitMs, Date.parse(oldest.at) + rateWindowMs - now.getTime())
}
