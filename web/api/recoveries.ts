import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { AuditView, List, RecoveryCount, RecoveryView } from './views.ts'

/** What is to be sent again: what failed or was skipped in some time. */
export type Recoverable = { from: string; to: string; statuses: RecoveryView['statuses'] }

const pollMs = 1000

/** How much there would be to send again. */
export function useCountRecoverable(id: string) {
  const api = useApi()
  return useMutation({
    mutationFn: async (wanted: Recoverable) => {
      const json = { ...wanted, dryRun: true }
      const where = path`/webhooks/${id}/recover`
      return (await api<RecoveryCount>({ method: 'POST', path: where, json })).body
    },
  })
}

export function useStartRecovery(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (json: Recoverable) => {
      const where = { path: path`/webhooks/${id}/recover`, idempotencyKey: key.of(json) }
      return (await api<RecoveryView>({ method: 'POST', ...where, json })).body
    },
    onSuccess: key.forget,
    onSettled: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}

/** The webhook's newest recovery, whoever began it, as the audit names it; looked at while it runs. */
export function useNewestRecovery(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = ['audit', 'newest recovery', id]
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const query = { webhook: id, action: 'recovery.started', limit: 1 }
      const { body } = await api<List<AuditView>>({ path: '/audit', query, signal })
      const recovery = body.items[0]?.recovery
      if (recovery === undefined) return null
      const where = path`/webhooks/${id}/recoveries/${recovery}`
      const { body: newest } = await api<RecoveryView>({ path: where, signal })
      const wasRunning = queries.getQueryData<RecoveryView>(queryKey)?.status === 'running'
      if (wasRunning && newest.status !== 'running') {
        void queries.invalidateQueries({ queryKey: ['webhooks', 'stats', id] })
      }
      return newest
    },
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? pollMs : false),
  })
}

export function useCancelRecovery() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ webhook, id }: RecoveryView) => {
      const where = path`/webhooks/${webhook}/recoveries/${id}/cancel`
      return (await api<RecoveryView>({ method: 'POST', path: where })).body
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}
