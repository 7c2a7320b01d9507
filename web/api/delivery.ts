import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import type { DeliveryDetail } from './views.ts'

/** While it is pending it is looked at often, most of all when its next try is due. */
const dueMs = 1000
const waitingMs = 5000

export function useDelivery(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: async ({ signal }) =>
      (await api<DeliveryDetail>({ path: path`/deliveries/${id}`, signal })).body,
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'pending' && (isDue(data) ? dueMs : waitingMs),
  })
}

function isDue({ nextAttemptAt }: DeliveryDetail): boolean {
  return nextAttemptAt === undefined || Date.parse(nextAttemptAt) - Date.now() < waitingMs
}

/** Asks for an attempt now. Each is one of its own; a second one at once is refused by the API. */
export function useRetry() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      const idempotencyKey = crypto.randomUUID()
      const where = { method: 'POST', path: path`/deliveries/${id}/retry`, idempotencyKey } as const
      return (await api<DeliveryDetail>(where)).body
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
