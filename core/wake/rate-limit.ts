import { addMs } from '../values/timestamp.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/** Deliveries dispatched at the same time. */
export type RecentDispatch = { at: string; count: number }

/** The dispatches of the last second, of endpoints with a rate limit. */
export type RecentDispatchStore = {
  findRecentDispatches: (key: EndpointKey) => Promise<RecentDispatch[]>
  saveRecentDispatches: (key: EndpointKey, recent: readonly RecentDispatch[]) => Promise<void>
}

/** A rate limit counts the dispatches of this time. */
const windowMs = 1000

/** The dispatches that a rate limit still counts. */
export function withinRateWindow(
  recent: readonly RecentDispatch[],
  now: Date,
): readonly RecentDispatch[] {
  const since = addMs(now, -windowMs)
  return recent.filter(({ at }) => at > since)
}

/** How many more deliveries a rate limit allows after the recent ones; below zero is possible. */
export function leftOfRate(
  perSecond: number | undefined,
  recent: readonly RecentDispatch[],
): number {
  if (perSecond === undefined) return Infinity
  return perSecond - recent.reduce((sum, { count }) => sum + count, 0)
}

/** Milliseconds until the oldest of the recent dispatches no longer counts. */
export function untilRateFreesMs({ at }: RecentDispatch, now: Date): number {
  return Date.parse(at) + windowMs - now.getTime()
}
