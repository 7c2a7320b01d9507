import { useMutation } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { useForgetWebhooks } from './change-webhooks.ts'
import { path } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { SecretView, WebhookView } from './views.ts'

/** A look at the signing secret is put on record, so it is nothing that is done by itself. */
export function useShowSecret(id: string) {
  const api = useApi()
  const forget = useForgetWebhooks()
  return useMutation({
    mutationFn: async () => (await api<SecretView>({ path: path`/webhooks/${id}/secret` })).body,
    onSuccess: forget,
    gcTime: 0, // kept no longer than it is shown
  })
}

export function useRotateSecret(id: string) {
  const api = useApi()
  const forget = useForgetWebhooks()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (rotation: { keepPreviousHours: number; version: number }) => {
      const { keepPreviousHours, version } = rotation
      const answer = await api<WebhookView>({
        method: 'POST',
        path: path`/webhooks/${id}/secret/rotate`,
        json: { keepPreviousHours },
        ifMatch: `"${version}"`,
        idempotencyKey: key.of(rotation),
      })
      return answer.body
    },
    onSettled: forget,
  })
}
