import { useMutation, useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { dataOf } from './client.ts'
import type {
  EndpointName,
  IntegrationBody,
  IntegrationChangeBody,
  ProductView,
} from './integration-views.ts'
import { useInvalidateProducts } from './products.ts'

/** The integration of a product; null if it has none. */
export function useIntegration(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['products', 'integration', id],
    queryFn: async ({ signal }) => {
      try {
        const call = api.GET('/products/{id}/integration', { params: { path: { id } }, signal })
        return await dataOf(call)
      } catch (error) {
        if (statusOf(error) === 404) return null
        throw error
      }
    },
  })
}

type Versioned = Pick<ProductView, 'id' | 'version'>

type NewIntegration = { product: Versioned; body: IntegrationBody }

/** Sets up the integration of a product that has none. */
export function useSetUpIntegration() {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: ({ product: { id, version }, body }: NewIntegration) => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      return dataOf(api.PUT('/products/{id}/integration', { params, body }))
    },
    onSettled: invalidate,
  })
}

type IntegrationChange = { product: Versioned; change: IntegrationChangeBody }

/** Changes the version that was read. Fails with 412 if the product was changed since. */
export function useChangeIntegration() {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: ({ product: { id, version }, change: body }: IntegrationChange) => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      return dataOf(api.PATCH('/products/{id}/integration', { params, body }))
    },
    onSettled: invalidate,
  })
}

export function useDeleteIntegration() {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: async ({ id }: Pick<ProductView, 'id'>) => {
      await dataOf(api.DELETE('/products/{id}/integration', { params: { path: { id } } }))
    },
    onSettled: invalidate,
  })
}

/** Tests one endpoint, or all. Waits for the vendor's responses. */
export function usePing(id: string) {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: (endpoint: EndpointName | undefined) => {
      const body = endpoint === undefined ? {} : { endpoint }
      const params = { path: { id } }
      return dataOf(api.POST('/products/{id}/integration/ping', { params, body }))
    },
    onSettled: invalidate,
  })
}

/** Issues a credential of the vendor. The response has its secret, which is not cached. */
export function useIssueCredential(id: string) {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: (keepPreviousHours: number) => {
      const params = { path: { id } }
      const body = { keepPreviousHours }
      return dataOf(api.POST('/products/{id}/integration/credentials', { params, body }))
    },
    onSettled: () => void invalidate(), // not awaited: the secret is shown immediately
    gcTime: 0,
  })
}
