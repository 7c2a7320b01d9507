import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { askUntilBack, connection } from '../api/connection.ts'
import { useStore } from '../common/store.ts'

const limitMs = 5000

/** Finds out that a lost connection is back, and reads anew what is on the screen. Draws nothing. */
export function ReturnOfConnection({ apiUrl }: { apiUrl: string }) {
  const queries = useQueryClient()
  const isLost = useStore(connection) === 'lost'
  useEffect(() => {
    if (!isLost) return undefined
    return askUntilBack({
      ask: () => fetch(`${apiUrl}/health`, { signal: AbortSignal.timeout(limitMs) }),
      onReturn: () => void queries.refetchQueries({ type: 'active' }),
    })
  }, [isLost, apiUrl, queries])
  return null
}
