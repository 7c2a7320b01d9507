import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'

type Test = { event: string; content?: string }

/**
 * Sends a test and waits for the response. `event` is an event type such as `order.added`,
 * `content` is JSON text.
 */
export function useSendTest(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ event, content = '' }: Test) => {
      const contentPart = content.trim() === '' ? '' : `,"content":${content}`
      const header = { 'Idempotency-Key': crypto.randomUUID() } // every test is a new one
      return dataOf(
        api.POST('/webhooks/{id}/test', {
          params: { path: { id }, header },
          body: { event },
          bodySerializer: (body) => `${JSON.stringify(body).slice(0, -1)}${contentPart}}`,
        }),
      )
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
