import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { AuditView, List, RecoveryCount, RecoveryView } from './views.ts'

/** The failed or skipped deliveries of a period. */
export type RecoverySelection = { from: string; to: string; statuses: RecoveryView['statuses'] }

const pollMs = 1000

/** Counts the deliveries without resending them. */
export function useCountRecovery(id: string) {
  const api = useApi()
  return useMutation({
    mutationFn: async (selection: RecoverySelection) => {
      const json = { ...selection, dryRun: true }
      const target = path`/webhooks/${id}/recover`
      return (await api<RecoveryCount>({ method: 'POST', path: target, json })).body
    },
  })
}

export function useStartRecovery(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (json: RecoverySelection) => {
      const target = { path: path`/webhooks/${id}/recover`, idempotencyKey: key.of(json) }
      return (await api<RecoveryView>({ method: 'POST', ...target, json })).body
    },
    onSuccess: key.forget,
    onSettled: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}

/** The webhook's latest recovery, found in the audit log and polled while it runs. */
export function useLatestRecovery(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = ['audit', 'latest recovery', id]
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const query = { webhook: id, action: 'recovery.started', limit: 1 }
      const { body } = await api<List<AuditView>>({ path: '/audit', query, signal })
      const recovery = body.items[0]?.recovery
      if (recovery === undefined) return null
      const target = path`/webhooks/${id}/recoveries/${recovery}`
      const { body: latest } = await api<RecoveryView>({ path: target, signal })
      const wasRunning = queries.getQueryData<RecoveryView>(queryKey)?.status === 'running'
      if (wasRunning && latest.status !== 'running') {
        void queries.invalidateQueries({ queryKey: ['webhooks', 'stats', id] })
      }
      return latest
    },
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? pollMs : false),
  })
}

export function useCancelRecovery() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ webhook, id }: RecoveryView) => {
      const target = path`/webhooks/${webhook}/recoveries/${id}/cancel`
      return (await api<RecoveryView>({ method: 'POST', path: target })).body
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}
