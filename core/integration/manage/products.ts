import type * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { ifMatch } from '../../api/if-match.ts'
import { invalid, invalidField, problem } from '../../api/problem.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { ProductStore } from '../integration-store.ts'
import type { Product } from '../product.ts'
import { productEntry } from './product-audit.ts'
import { NewProduct, ProductChange } from './product-input.ts'
import { isAllowed, isResponse, productOf } from './product-access.ts'
import { productResponse, productView, untested } from './product-view.ts'

export type ProductPorts = Pick<
  ProductStore,
  'addProduct' | 'findProduct' | 'findProducts' | 'replaceProduct' | 'deleteProduct'
> & { newUuid: () => string; now: () => Date }

/** What vendors sell. Managers, who have `webhooks:write`, change products; developers see their vendor's. */
export const productRoutes: readonly Operation<ProductPorts>[] = [
  { method: 'POST', path: '/products', scope: 'webhooks:write', handle: createProduct },
  { method: 'GET', path: '/products', scope: 'integration:read', handle: listProducts },
  { method: 'GET', path: '/products/{id}', scope: 'integration:read', handle: getProduct },
  { method: 'PATCH', path: '/products/{id}', scope: 'webhooks:write', handle: changeProduct },
  { method: 'DELETE', path: '/products/{id}', scope: 'webhooks:write', handle: deleteProduct },
]

async function createProduct(
  { caller, json }: ApiRequest,
  ports: ProductPorts,
): Promise<ApiResponse> {
  const parsed = NewProduct.safeParse(json)
  if (!parsed.success) return invalid('product', parsed.error)

  const at = ports.now().toISOString()
  const who = { by: caller.subject, at }
  const product: Product = {
    ...parsed.data,
    id: parsed.data.id ?? ports.newUuid(),
    marketplace: caller.marketplace,
    status: 'development',
    createdAt: at,
    createdBy: caller.subject,
    changedAt: at,
    changedBy: caller.subject,
    version: 1,
    pingCount: 0,
  }
  const entry = productEntry('product.created', { after: product }, who)
  if (!(await ports.addProduct(product, entry))) {
    return problem(409, `Cannot create the product: '${product.id}' exists already`)
  }
  const response = productResponse(product, 201)
  return { ...response, headers: { ...response.headers, location: `/products/${product.id}` } }
}

async function listProducts({ caller }: ApiRequest, ports: ProductPorts): Promise<ApiResponse> {
  const products = await ports.findProducts(caller.marketplace)
  const shown = products.filter((product) => isAllowed(caller, product))
  return { status: 200, body: { items: shown.map(productView) } }
}

async function getProduct(request: ApiRequest, ports: ProductPorts): Promise<ApiResponse> {
  const product = await productOf(request, ports)
  return isResponse(product) ? product : productResponse(product, 200)
}

async function changeProduct(request: ApiRequest, ports: ProductPorts): Promise<ApiResponse> {
  const before = await productOf(request, ports)
  if (isResponse(before)) return before
  const parsed = ProductChange.safeParse(request.json)
  if (!parsed.success) return invalid('change', parsed.error)
  const stale = ifMatch(request.headers['if-match'], before.version, 'required')
  if (stale !== undefined) return stale
  const refused = refusedChange(before, parsed.data)
  if (refused !== undefined) return refused

  const after = changed({ ...before, ...parsed.data }, request, ports)
  const entry = changeEntryOf('product.changed', before, after)
  const isSaved = await ports.replaceProduct(after, before, entry)
  return isSaved ? productResponse(after, 200) : meanwhileChanged()
}

async function deleteProduct(request: ApiRequest, ports: ProductPorts): Promise<ApiResponse> {
  const { caller } = request
  const product = await productOf(request, ports)
  if (isResponse(product)) return product
  const who = { by: caller.subject, at: ports.now().toISOString() }
  const entry = productEntry('product.deleted', { before: product }, who)
  return (await ports.deleteProduct(product, entry)) ? { status: 204 } : meanwhileChanged()
}

/** The product as the caller changed it. */
export function changed(
  product: Product,
  { caller }: Pick<ApiRequest, 'caller'>,
  { now }: { now: () => Date },
): Product {
  const version = product.version + 1
  return { ...product, version, changedAt: now().toISOString(), changedBy: caller.subject }
}

/** The audit entry of a change. */
export function changeEntryOf(
  action: AuditEntry['action'],
  before: Product,
  after: Product,
): AuditEntry {
  return productEntry(action, { before, after }, { by: after.changedBy, at: after.changedAt })
}

export function meanwhileChanged(): ApiResponse {
  return problem(412, 'Cannot save: the product was changed meanwhile; read it again')
}

/** The endpoints and credentials of an integration are those of its vendor. */
function refusedChange(
  before: Product,
  { vendor = before.vendor, status }: z.infer<typeof ProductChange>,
): ApiResponse | undefined {
  if (vendor !== before.vendor && before.integration !== undefined) {
    const fact = `cannot change while the product has an integration of '${before.vendor}'`
    return invalidField('change', 'vendor', fact)
  }
  const isPublishedNow = status === 'published' && before.status !== 'published'
  return isPublishedNow ? unpublishable(before) : undefined
}

/** A product is published when each of its endpoints has passed a ping test. */
function unpublishable({ integration }: Product): ApiResponse | undefined {
  if (integration === undefined) return invalidField('change', 'status', 'needs an integration')
  if (Object.keys(integration.endpoints).length === 0) {
    return invalidField('change', 'status', 'needs an endpoint')
  }
  const names = untested(integration)
  if (names.length === 0) return undefined
  return invalidField('change', 'status', `needs a passed ping test of ${names.join(', ')}`)
}
