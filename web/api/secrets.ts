import { useMutation } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { useInvalidateWebhooks } from './change-webhooks.ts'
import { dataOf } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'

/** A mutation, because the audit log records every reveal. */
export function useRevealSecret(id: string) {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: () => dataOf(api.GET('/webhooks/{id}/secret', { params: { path: { id } } })),
    onSuccess: invalidate,
    gcTime: 0, // not cached after it is hidden
  })
}

/** What signs requests. */
export type Signer = 'secret' | 'key'

export function useRotate(id: string, signer: Signer) {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: (rotation: { keepPreviousHours: number; version: number }) => {
      const { keepPreviousHours, version } = rotation
      const header = { 'If-Match': `"${version}"`, 'Idempotency-Key': key.of(rotation) }
      const params = { path: { id }, header }
      const body = { keepPreviousHours }
      return dataOf(
        signer === 'secret'
          ? api.POST('/webhooks/{id}/secret/rotate', { params, body })
          : api.POST('/webhooks/{id}/key/rotate', { params, body }),
      )
    },
    onSettled: invalidate,
  })
}
