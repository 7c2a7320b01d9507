import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import type { ApiKeyView, NewApiKeyInput } from './views.ts'

/** All API keys of the marketplace, oldest first. */
export function useApiKeys() {
  const api = useApi()
  return useQuery({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api-keys', { signal }))).items,
  })
}

/** Without an idempotency key: the response to a repeated request would not contain the key. */
export function useCreateApiKey() {
  const api = useApi()
  const invalidate = useInvalidateApiKeys()
  return useMutation({
    mutationFn: (body: NewApiKeyInput) => dataOf(api.POST('/api-keys', { body })),
    onSettled: () => void invalidate(), // not awaited: the key is shown immediately
    gcTime: 0, // not cached after it is shown
  })
}

export function useRevokeApiKey() {
  const api = useApi()
  const invalidate = useInvalidateApiKeys()
  return useMutation({
    mutationFn: async ({ id }: Pick<ApiKeyView, 'id'>) => {
      await dataOf(api.DELETE('/api-keys/{id}', { params: { path: { id } } }))
    },
    onSettled: invalidate,
  })
}

/** Refetches everything that shows API keys. */
function useInvalidateApiKeys() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['api-keys', 'audit'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
    )
  }
}
