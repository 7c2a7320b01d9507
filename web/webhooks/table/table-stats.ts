import { createContext } from 'react'

import type { useTableStats } from '../../api/webhooks.ts'

/** The statistics of the webhooks in the table. */
export const TableStats = createContext<ReturnType<typeof useTableStats>>({
  statsOf: new Map(),
  isPending: false,
  isError: false,
})
