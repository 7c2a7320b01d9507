import { useState } from 'react'

import type { DeliverySummary } from '../api/views.ts'

/** Rows that keep their place while frozen. Their state is updated; new rows are only counted. */
export function useFrozenRows(latest: readonly DeliverySummary[]) {
  const [frozen, setFrozen] = useState<readonly DeliverySummary[]>()
  const first = frozen?.[0]
  const newCount = first === undefined ? 0 : latest.filter((one) => isNewer(one, first)).length
  return {
    rows: frozen === undefined ? latest : withLatestState(frozen, latest),
    newCount,
    freeze: () => setFrozen((before) => before ?? (latest.length > 0 ? latest : undefined)),
    unfreeze: () => setFrozen(undefined),
    /** Shows the new rows, and stays frozen. */
    showNew: () => setFrozen((before) => before && latest),
  }
}

function withLatestState(frozen: readonly DeliverySummary[], latest: readonly DeliverySummary[]) {
  const now = new Map(latest.map((one) => [one.id, one]))
  return frozen.map((one) => now.get(one.id) ?? one)
}

function isNewer(one: DeliverySummary, other: DeliverySummary): boolean {
  if (one.createdAt !== other.createdAt) return one.createdAt > other.createdAt
  return one.id > other.id
}
