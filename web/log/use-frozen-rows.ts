import { useState } from 'react'

import type { DeliverySummary } from '../api/views.ts'

/**
 * Rows that stay where they are while somebody holds them: each is shown as it is now, and what is
 * new waits until it is asked for.
 */
export function useSteadyRows(latest: readonly DeliverySummary[]) {
  const [held, setHeld] = useState<readonly DeliverySummary[]>()
  const first = held?.[0]
  const fresh = first === undefined ? 0 : latest.filter((one) => isNewer(one, first)).length
  return {
    rows: held === undefined ? latest : asTheyAreNow(held, latest),
    fresh,
    hold: () => setHeld((before) => before ?? (latest.length > 0 ? latest : undefined)),
    release: () => setHeld(undefined),
    /** Lets the new ones in, whether somebody holds on or not. */
    showFresh: () => setHeld((before) => before && latest),
  }
}

function asTheyAreNow(held: readonly DeliverySummary[], latest: readonly DeliverySummary[]) {
  const now = new Map(latest.map((one) => [one.id, one]))
  return held.map((one) => now.get(one.id) ?? one)
}

function isNewer(one: DeliverySummary, other: DeliverySummary): boolean {
  if (one.createdAt !== other.createdAt) return one.createdAt > other.createdAt
  return one.id > other.id
}
