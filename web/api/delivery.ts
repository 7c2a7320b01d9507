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

function isDue({ nextAttemptAt }: DeliveryDetail): boolean {
  return nextAttemptAt === undefined || Date.parse(nextAttemptAt) - Date.now() < pendingPollMs
}

/** Requests an attempt. The API rejects a second request while the attempt is in progress. */
export function useRetry() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => {
      const header = { 'Idempotency-Key': crypto.randomUUID() }
      return dataOf(api.POST('/deliveries/{id}/retry', { params: { path: { id }, header } }))
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
