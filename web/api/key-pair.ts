import { useMutation } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { useInvalidateWebhooks } from './change-webhooks.ts'
import { dataOf } from './client.ts'
import type { WebhookView } from './views.ts'

/** Makes the next client key, or puts it to use. */
export function useChangeClientKey({ id, version }: WebhookView) {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: (action: 'next' | 'rotate') => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      return dataOf(
        action === 'next'
          ? api.POST('/webhooks/{id}/client-key', { params, body: {} })
          : api.POST('/webhooks/{id}/client-key/rotate', { params, body: {} }),
      )
    },
    onSettled: invalidate,
  })
}
