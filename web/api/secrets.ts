import { useMutation } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { useInvalidateWebhooks } from './change-webhooks.ts'
import { path } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { SecretView, WebhookView } from './views.ts'

/** A mutation, because the audit log records every reveal. */
export function useRevealSecret(id: string) {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: async () => (await api<SecretView>({ path: path`/webhooks/${id}/secret` })).body,
    onSuccess: invalidate,
    gcTime: 0, // not cached after it is hidden
  })
}

export function useRotateSecret(id: string) {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (rotation: { keepPreviousHours: number; version: number }) => {
      const { keepPreviousHours, version } = rotation
      const response = await api<WebhookView>({
        method: 'POST',
        path: path`/webhooks/${id}/secret/rotate`,
        json: { keepPreviousHours },
        ifMatch: `"${version}"`,
        idempotencyKey: key.of(rotation),
      })
      return response.body
    },
    onSettled: invalidate,
  })
}
