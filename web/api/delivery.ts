import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import type { DeliveryDetail } from './views.ts'

/** A pending delivery is polled, more often when its next attempt is due. */
const duePollMs = 1000
const pendingPollMs = 5000

export function useDelivery(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/deliveries/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'pending' && (isDue(data) ? duePollMs : pendingPollMs),
  })
}

function isDue({ nextAttemptAt, waitsFor, requested }: DeliveryDetail): boolean {
  if (requested !== undefined) return true
  if (waitsFor !== undefined) return false
  return nextAttemptAt === undefined || Date.parse(nextAttemptAt) - Date.now() < pendingPollMs
}

/** How long to wait before each look at a requested attempt: most receivers answer in 100 ms. */
const retryPollMs = [100, 150, 250, 500, ...Array.from({ length: 30 }, () => 1000)]

/**
 * Requests an attempt and waits for its outcome, which after 31 s is still unknown: then `requested`
 * is still there. The API rejects a second request while the attempt is in progress.
 */
export function useRetry() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      const path = { id }
      const header = { 'Idempotency-Key': crypto.randomUUID() }
      let delivery = await dataOf(api.POST('/deliveries/{id}/retry', { params: { path, header } }))
      for (const ms of retryPollMs) {
        if (delivery.requested === undefined) break
        await new Promise((resolve) => setTimeout(resolve, ms))
        delivery = await dataOf(api.GET('/deliveries/{id}', { params: { path } }))
      }
      return delivery
    },
    onSuccess: (delivery) => queries.setQueryData(['deliveries', 'one', delivery.id], delivery),
    onSettled: () =>
      Promise.all(
        [['deliveries'], ['events'], ['audit']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
