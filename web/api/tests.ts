import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import type { Action, DeliveryDetail } from './views.ts'

type Test = { action: Action; content?: string }

/** Sends a test and waits for the response. `content` is JSON text. */
export function useSendTest(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ action, content = '' }: Test) => {
      const contentPart = content.trim() === '' ? '' : `,"content":${content}`
      const response = await api<DeliveryDetail>({
        method: 'POST',
        path: path`/webhooks/${id}/test`,
        text: `{"action":${JSON.stringify(action)}${contentPart}}`,
        idempotencyKey: crypto.randomUUID(), // every test is a new one
      })
      return response.body
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
