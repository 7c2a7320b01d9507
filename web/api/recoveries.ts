import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { inParallel } from '../common/in-parallel.ts'
import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { dataOf } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { RecoveryCount, RecoveryView } from './views.ts'

/** The failed or skipped deliveries of a period. */
export type RecoverySelection = { from: string; to: string; statuses: RecoveryView['statuses'] }

const pollMs = 1000

/** At most this many requests are in flight. */
const atOnce = 4

/** The counts of all webhooks together, and which webhooks have some. */
export type CountedRecovery = RecoveryCount & { webhooks: readonly string[] }

/** Counts the deliveries of webhooks without resending them. */
export function useCountRecovery(ids: readonly string[]) {
  const api = useApi()
  return useMutation({
    mutationFn: async (selection: RecoverySelection): Promise<CountedRecovery> => {
      const body = { ...selection, dryRun: true }
      const found = await inParallel(ids, atOnce, async (id) => {
        const params = { path: { id } }
        const one = await dataOf(api.POST('/webhooks/{id}/recover', { params, body }))
        if (!('counts' in one)) throw new Error('Cannot count: a recovery was started')
        return one
      })
      return { ...sumOf(found, selection), webhooks: ids.filter((_, at) => found[at]?.total !== 0) }
    },
  })
}

export function sumOf(
  counts: readonly RecoveryCount[],
  { from, to, statuses }: RecoverySelection,
): RecoveryCount {
  const sum = (values: readonly (number | undefined)[]) =>
    values.reduce<number>((total, value = 0) => total + value, 0)
  const ofStatus = (status: RecoverySelection['statuses'][number]) =>
    [status, sum(counts.map((one) => one.counts[status]))] as const
  return {
    from,
    to,
    statuses,
    counts: Object.fromEntries(statuses.map(ofStatus)),
    total: sum(counts.map(({ total }) => total)),
  }
}

/** Starts the recovery of each webhook. Resolves with those that have another recovery already. */
export function useStartRecovery() {
  const api = useApi()
  const queries = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async ({
      webhooks,
      ...body
    }: RecoverySelection & { webhooks: readonly string[] }) => {
      const results = await inParallel(webhooks, atOnce, async (id) => {
        const header = { 'Idempotency-Key': `${key.of({ webhooks, ...body })}-${id}` }
        const params = { path: { id }, header }
        try {
          await dataOf(api.POST('/webhooks/{id}/recover', { params, body }))
          return 'started'
        } catch (error) {
          if (webhooks.length > 1 && statusOf(error) === 409) return 'refused'
          throw error
        }
      })
      return { refused: webhooks.filter((_, at) => results[at] === 'refused') }
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
