import { useMutation, useQueryClient } from '@tanstack/react-query'

import { inParallel } from '../common/in-parallel.ts'
import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { type Api, dataOf } from './client.ts'

/** How many were requested, and how many the API refused: 409. */
type RetriedSeveral = { retried: number; refused: number }

/** At most this many requests are in flight. */
const atOnce = 4

/** Requests an attempt of each delivery. Any other error ends it. */
export function useRetrySeveral() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (ids: readonly string[]): Promise<RetriedSeveral> => {
      const results = await inParallel(ids, atOnce, (id) => requestRetry(id, api))
      const retried = results.filter((result) => result === 'retried').length
      return { retried, refused: ids.length - retried }
    },
    onSettled: () =>
      Promise.all(
        [['deliveries'], ['events'], ['audit']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

async function requestRetry(id: string, api: Api): Promise<'retried' | 'refused'> {
  const header = { 'Idempotency-Key': crypto.randomUUID() }
  try {
    await dataOf(api.POST('/deliveries/{id}/retry', { params: { path: { id }, header } }))
    return 'retried'
  } catch (error) {
    if (statusOf(error) === 409) return 'refused'
    throw error
  }
}
