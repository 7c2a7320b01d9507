import { useState } from 'react'

import type { DeliverySummary } from '../api/views.ts'

export type SelectedDeliveries = {
  rows: readonly DeliverySummary[]
  set: (rows: readonly DeliverySummary[]) => void
}

/** The selected rows of a list. Another list has none selected. */
export function useSelection(list: string): SelectedDeliveries {
  const [selected, setSelected] = useState<{ list: string; rows: readonly DeliverySummary[] }>()
  return {
    rows: selected?.list === list ? selected.rows : [],
    set: (rows) => setSelected({ list, rows }),
  }
}
