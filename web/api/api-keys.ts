import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import type { ApiKeyView, CreatedApiKey, List, NewApiKeyInput } from './views.ts'

/** All API keys of the marketplace, oldest first. */
export function useApiKeys() {
  const api = useApi()
  return useQuery({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) =>
      (await api<List<ApiKeyView>>({ path: '/api-keys', signal })).body.items,
  })
}

/** Without an idempotency key: the response to a repeated request would not contain the key. */
export function useCreateApiKey() {
  const api = useApi()
  const invalidate = useInvalidateApiKeys()
  return useMutation({
    mutationFn: async (json: NewApiKeyInput) =>
      (await api<CreatedApiKey>({ method: 'POST', path: '/api-keys', json })).body,
    onSettled: () => void invalidate(), // not awaited: the key is shown immediately
    gcTime: 0, // not cached after it is shown
  })
}

export function useRevokeApiKey() {
  const api = useApi()
  const invalidate = useInvalidateApiKeys()
  return useMutation({
    mutationFn: async ({ id }: Pick<ApiKeyView, 'id'>) => {
      await api({ method: 'DELETE', path: path`/api-keys/${id}` })
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
