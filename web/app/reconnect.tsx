import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { connection, pollUntilOnline } from '../api/connection.ts'
import { useStore } from '../common/store.ts'

const timeoutMs = 5000

/** Detects that the connection is restored and refetches the screen's data. Draws nothing. */
export function Reconnect({ apiUrl }: { apiUrl: string }) {
  const queries = useQueryClient()
  const isOffline = useStore(connection) === 'offline'
  useEffect(() => {
    if (!isOffline) return undefined
    return pollUntilOnline({
      ping: () => fetch(`${apiUrl}/health`, { signal: AbortSignal.timeout(timeoutMs) }),
      onOnline: () => void queries.refetchQueries({ type: 'active' }),
    })
  }, [isOffline, apiUrl, queries])
  return null
}
