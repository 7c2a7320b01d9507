import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import type { DeliveryDetail } from './views.ts'

type Test = { event: string; content?: string }

/**
 * Sends a test and waits for the response. `event` is an event type such as `order.added`,
 * `content` is JSON text.
 */
export function useSendTest(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ event, content = '' }: Test) => {
      const contentPart = content.trim() === '' ? '' : `,"content":${content}`
      const response = await api<DeliveryDetail>({
        method: 'POST',
        path: path`/webhooks/${id}/test`,
        text: `{"event":${JSON.stringify(event)}${contentPart}}`,
        idempotencyKey: crypto.randomUUID(), // every test is a new one
      })
      return response.body
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
