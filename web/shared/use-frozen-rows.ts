import { useState } from 'react'

type Row = { id: string; createdAt: string }

/**
 * Rows that keep their place while frozen. Their state is updated; new rows are only counted. Another
 * `list` is not frozen yet.
 */
export function useFrozenRows<One extends Row>(latest: readonly One[], list: string) {
  const [kept, setKept] = useState<{ list: string; rows: readonly One[] }>()
  const frozen = kept?.list === list ? kept.rows : undefined
  const setFrozen = (rows: readonly One[] | undefined) => setKept(rows && { list, rows })
  const first = frozen?.[0]
  const newCount = first === undefined ? 0 : latest.filter((one) => isNewer(one, first)).length
  return {
    rows: frozen === undefined ? latest : withLatestState(frozen, latest),
    newCount,
    freeze: () => {
      if (frozen === undefined && latest.length > 0) setFrozen(latest)
    },
    unfreeze: () => {
      if (frozen !== undefined) setFrozen(undefined)
    },
    /** Shows the new rows, and stays frozen. */
    showNew: () => {
      if (frozen !== undefined) setFrozen(latest)
    },
  }
}

function withLatestState<One extends Row>(frozen: readonly One[], latest: readonly One[]) {
  const now = new Map(latest.map((one) => [one.id, one]))
  return frozen.map((one) => now.get(one.id) ?? one)
}

function isNewer(one: Row, other: Row): boolean {
  if (one.createdAt !== other.createdAt) return one.createdAt > other.createdAt
  return one.id > other.id
}
