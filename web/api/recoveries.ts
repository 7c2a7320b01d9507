import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { RecoveryCount, RecoveryView } from './views.ts'

/** The failed or skipped deliveries of a period. */
export type RecoverySelection = { from: string; to: string; statuses: RecoveryView['statuses'] }

const pollMs = 1000

/** Counts the deliveries without resending them. */
export function useCountRecovery(id: string) {
  const api = useApi()
  return useMutation({
    mutationFn: async (selection: RecoverySelection): Promise<RecoveryCount> => {
      const body = { ...selection, dryRun: true }
      const found = await dataOf(
        api.POST('/webhooks/{id}/recover', { params: { path: { id } }, body }),
      )
      if (!('counts' in found)) throw new Error('Cannot count: a recovery was started')
      return found
    },
  })
}

export function useStartRecovery(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (body: RecoverySelection) => {
      const params = { path: { id }, header: { 'Idempotency-Key': key.of(body) } }
      await dataOf(api.POST('/webhooks/{id}/recover', { params, body }))
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
      const query = { webhook: id, action: 'recovery.started', limit: 1 } as const
      const { items } = await dataOf(api.GET('/audit', { params: { query }, signal }))
      const job = items[0]?.recovery
      if (job === undefined) return null
      const params = { path: { id, job } }
      const latest = await dataOf(api.GET('/webhooks/{id}/recoveries/{job}', { params, signal }))
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
    mutationFn: ({ webhook, id }: RecoveryView) => {
      const params = { path: { id: webhook, job: id } }
      return dataOf(api.POST('/webhooks/{id}/recoveries/{job}/cancel', { params }))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  })
}
