import type { Caller } from '../../api/caller.ts'
import type { ApiRequest, ApiResponse } from '../../api/operation.ts'
import { problem } from '../../api/problem.ts'
import type { ProductStore } from '../integration-store.ts'
import type { Integration, Product } from '../product.ts'

/** Whether the caller may see and change what belongs to this vendor. */
export function isAllowed(
  { vendor }: Pick<Caller, 'vendor'>,
  of: Pick<Product, 'vendor'>,
): boolean {
  return vendor === undefined || vendor === of.vendor
}

/** The product of the path; a 404 also for another vendor's. */
export async function productOf(
  { caller, params }: Pick<ApiRequest, 'caller' | 'params'>,
  { findProduct }: Pick<ProductStore, 'findProduct'>,
): Promise<Product | ApiResponse> {
  const id = params['id'] ?? ''
  const product = await findProduct({ marketplace: caller.marketplace, id })
  if (product !== undefined && isAllowed(caller, product)) return product
  return problem(404, `Cannot find the product '${id}': this marketplace has none with this id`)
}

/** A product that has an integration. */
export type Integrated = { product: Product; integration: Integration }

/** The product of the path with its integration; a 404 also where it has none. */
export async function integratedOf(
  request: Pick<ApiRequest, 'caller' | 'params'>,
  ports: Pick<ProductStore, 'findProduct'>,
): Promise<Integrated | ApiResponse> {
  const product = await productOf(request, ports)
  if (isResponse(product)) return product
  const { id, integration } = product
  if (integration !== undefined) return { product, integration }
  return problem(404, `Cannot find the integration: the product '${id}' has none`)
}

/** Whether what was found is the response of an error. */
export function isResponse(found: object): found is ApiResponse {
  return 'status' in found && typeof found.status === 'number'
}
