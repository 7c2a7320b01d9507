import { NewMarketplace, RegisteredMarketplace } from '../marketplaces/marketplace.ts'
import { PageQuery } from '../api/pagination.ts'
import * as examples from './examples.ts'
import { pageOf } from './lists.ts'
import { describe, named, namedInput } from './named.ts'
import { type Operations, problemResponse } from './operation.ts'

describe(RegisteredMarketplace.shape, {
  name: 'The prefix of its groups and scopes; it cannot be changed',
  description: 'What people recognize the marketplace by',
  createdAt: 'When it was registered',
  createdBy: 'The operator who registered it',
})

const MarketplaceView = named('Marketplace', RegisteredMarketplace, {
  description: 'A marketplace that an operator registered',
})

const MarketplacePage = pageOf('MarketplacePage', MarketplaceView, 'Marketplaces, by name')

const NewMarketplaceInput = namedInput('NewMarketplace', NewMarketplace)
describe(NewMarketplace.shape, {
  name: 'The prefix of its groups and scopes; it cannot be changed. `postrider-canary` is reserved',
  description: 'What people recognize the marketplace by',
})

export const marketplaceOperations: Operations = {
  'GET /marketplaces': {
    id: 'listMarketplaces',
    tag: 'Marketplaces',
    summary: 'List marketplaces',
    description: 'Returns the registered marketplaces, by name.',
    query: PageQuery.shape,
    responses: {
      200: {
        description: 'A page of marketplaces',
        schema: MarketplacePage,
        examples: { page: { items: [examples.marketplace], cursor: examples.cursor } },
      },
    },
  },
  'POST /marketplaces': {
    id: 'registerMarketplace',
    tag: 'Marketplaces',
    summary: 'Register a marketplace',
    description:
      'Registers a marketplace, and begins its audit log. Two names must not differ only in case, `-` and `_`.',
    body: {
      schema: NewMarketplaceInput,
      examples: { acme: { name: 'acme', description: 'Acme Cloud Store' } },
    },
    responses: {
      201: {
        description: 'The new marketplace',
        schema: MarketplaceView,
        headers: ['location'],
        examples: { registered: examples.marketplace },
      },
      409: problemResponse(
        409,
        'The name is taken',
        "Cannot register the marketplace 'acme': it is registered already",
      ),
    },
  },
  'GET /marketplaces/{name}': {
    id: 'getMarketplace',
    tag: 'Marketplaces',
    summary: 'Get a marketplace',
    description: 'Returns a registered marketplace.',
    responses: {
      200: {
        description: 'The marketplace',
        schema: MarketplaceView,
        examples: { marketplace: examples.marketplace },
      },
      404: problemResponse(
        404,
        'No marketplace with this name is registered',
        "Cannot find the marketplace 'globex': none is registered with this name",
      ),
    },
  },
}
