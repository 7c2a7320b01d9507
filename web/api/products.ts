import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import type { ProductView } from './integration-views.ts'

/** Every product that the user may see, by name. */
export function useProducts() {
  const api = useApi()
  return useQuery({
    queryKey: ['products', 'list'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/products', { signal }))).items,
  })
}

export function useProduct(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['products', 'one', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/products/{id}', { params: { path: { id } }, signal })),
  })
}

/** The name of a product; its id while it is unknown or if it was deleted. */
export function useProductName() {
  const { data: products = [] } = useProducts()
  return (id: string) => products.find((one) => one.id === id)?.name ?? id
}

type NewProductBody = { name: string; vendor: string; id?: string }

export function useCreateProduct() {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: (body: NewProductBody) => dataOf(api.POST('/products', { body })),
    onSuccess: invalidate,
  })
}

type ProductChange = {
  product: Pick<ProductView, 'id' | 'version'>
  change: Partial<Pick<ProductView, 'name' | 'vendor' | 'status'>>
}

/** Changes the version that was read. Fails with 412 if the product was changed since. */
export function useChangeProduct() {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: ({ product: { id, version }, change: body }: ProductChange) => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      return dataOf(api.PATCH('/products/{id}', { params, body }))
    },
    onSettled: invalidate,
  })
}

export function useDeleteProduct() {
  const api = useApi()
  const invalidate = useInvalidateProducts()
  return useMutation({
    mutationFn: async ({ id }: Pick<ProductView, 'id'>) => {
      await dataOf(api.DELETE('/products/{id}', { params: { path: { id } } }))
    },
    onSuccess: () => void invalidate(), // not awaited: the screen is left first
  })
}

/** Refetches everything that shows products. */
export function useInvalidateProducts() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['products', 'audit'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
    )
  }
}
