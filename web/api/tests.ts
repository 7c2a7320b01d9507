import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import type { Action, DeliveryDetail } from './views.ts'

type Test = { action: Action; content?: string }

/** Sends a test and waits for its answer; `content` is JSON as it was written. */
export function useSendTest(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ action, content = '' }: Test) => {
      const given = content.trim() === '' ? '' : `,"content":${content}`
      const answer = await api<DeliveryDetail>({
        method: 'POST',
        path: path`/webhooks/${id}/test`,
        text: `{"action":${JSON.stringify(action)}${given}}`,
        idempotencyKey: crypto.randomUUID(), // every test is one of its own
      })
      return answer.body
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
