import { useMutation } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { useInvalidateWebhooks } from './change-webhooks.ts'
import { dataOf } from './client.ts'
import type { ProductView } from './integration-views.ts'
import { useInvalidateProducts } from './products.ts'
import type { WebhookView } from './views.ts'

type KeyChange = 'next' | 'rotate'

/** Makes the next client key of a webhook, or puts it to use. */
export function useChangeClientKey({ id, version }: WebhookView) {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: (action: KeyChange) => {
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

/** The same for the integration of a product. */
export function useChangeProductKey({ id, version }: ProductView) {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: (action: KeyChange) => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      return dataOf(
        action === 'next'
          ? api.POST('/products/{id}/integration/client-key', { params, body: {} })
          : api.POST('/products/{id}/integration/client-key/rotate', { params, body: {} }),
      )
    },
    onSettled: invalidate,
  })
}
