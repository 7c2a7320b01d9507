import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { parsePageQuery } from '../api/pagination.ts'
import { invalid, problem } from '../api/problem.ts'
import { NewMarketplace, registrationOf } from '../marketplaces/marketplace.ts'
import { nameTaken } from '../marketplaces/names.ts'
import type { MarketplaceStore } from '../marketplaces/marketplace-store.ts'

export type MarketplacePorts = MarketplaceStore & { now: () => Date }

/** Marketplaces: registered and listed by operators. */
export const marketplaceRoutes: readonly Operation<MarketplacePorts>[] = [
  {
    method: 'GET',
    path: '/marketplaces',
    scope: 'operator',
    takesQuery: true,
    handle: list,
  },
  { method: 'POST', path: '/marketplaces', scope: 'operator', handle: create },
  { method: 'GET', path: '/marketplaces/{name}', scope: 'operator', handle: show },
]

async function list({ query }: ApiRequest, ports: MarketplacePorts): Promise<ApiResponse> {
  const page = parsePageQuery('marketplaces', query)
  if ('status' in page) return page
  const { marketplaces, next } = await ports.listMarketplaces(page)
  return page.answer(marketplaces, next)
}

async function create({ caller, json }: ApiRequest, ports: MarketplacePorts): Promise<ApiResponse> {
  const parsed = NewMarketplace.safeParse(json)
  if (!parsed.success) return invalid('marketplace', parsed.error)

  const { name } = parsed.data
  const who = { by: caller.subject, at: ports.now().toISOString() }
  const { marketplace, entry } = registrationOf(parsed.data, who)
  if (!(await ports.addMarketplace(marketplace, entry))) {
    const taken = await ports.findMarketplace(name)
    return problem(409, nameTaken(name, taken?.name ?? name))
  }
  return { status: 201, headers: { location: `/marketplaces/${name}` }, body: marketplace }
}

async function show({ params }: ApiRequest, ports: MarketplacePorts): Promise<ApiResponse> {
  const name = params['name'] ?? ''
  const found = await ports.findMarketplace(name)
  if (found?.name === name) return { status: 200, body: found }
  return problem(404, `Cannot find the marketplace '${name}': none is registered with this name`)
}
