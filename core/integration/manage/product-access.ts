import type { Caller } from '../../api/caller.ts'
import type { ApiRequest, ApiResponse } from '../../api/operation.ts'
import { problem } from '../../api/problem.ts'
import type { ProductStore } from '../integration-store.ts'
import type { Product } from '../product.ts'

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

/** Whether what was found is the response of an error. */
export function isResponse(found: object): found is ApiResponse {
  return 'status' in found && typeof found.status === 'number'
}
