import * as z from 'zod'

import { NewCredential } from '../integration/manage/credentials.ts'
import {
  EndpointUrl,
  IntegrationChange,
  NewIntegration,
} from '../integration/manage/integration-input.ts'
import { PingRequest } from '../integration/manage/ping-endpoints.ts'
import { NewProduct, ProductChange, ProductStatus } from '../integration/manage/product-input.ts'
import { interactiveTypes } from '../integration/event-types.ts'
import { endpointNames } from '../integration/product.ts'
import { annotate, describe, named, namedInput } from './named.ts'
import { oauth2 } from './credentials-schemas.ts'
import { endpointUrlPattern } from './text-patterns.ts'

/** The schemas of products and their integrations, with names and descriptions. */

const timestamp = z.iso.datetime()
const EndpointName = named('EndpointName', z.enum(endpointNames), {
  description: 'An endpoint of a vendor; `ADDON` serves the five types of add-ons',
})

export const NewProductInput = namedInput('NewProduct', NewProduct)
export const ProductChangeInput = namedInput('ProductChange', ProductChange, {
  description: 'The fields to change. `published` needs a passed ping test of every endpoint',
})
export const NewIntegrationInput = namedInput('NewIntegration', NewIntegration)
export const IntegrationChangeInput = namedInput('IntegrationChange', IntegrationChange, {
  description:
    'The fields to change. `null` removes an endpoint, or resets a setting to its default',
})
export const NewCredentialInput = namedInput('NewCredential', NewCredential)
export const PingInput = namedInput('PingRequest', PingRequest)

describe(NewProduct.shape, {
  id: 'The id, as the marketplace knows the product; default: a UUID',
  name: 'The name that people see',
  vendor: 'The id of the vendor, which its developers have in their role',
})
describe(NewIntegration.shape, {
  enabled: 'If `false`, integration events fail with CONFIGURATION_ERROR',
  endpoints:
    'https URLs with a public host name that contain `{eventUrl}` or a parameter `eventUrl`; `DEFAULT` serves the endpoints without one of their own',
  interactive: 'The endpoints that the customer’s browser visits, instead of being called',
  upcomingInvoiceNotices: 'Whether the vendor gets notices of upcoming invoices',
  notificationEmail:
    'The address that gets mail when an order, change, cancellation, assignment or unassignment fails',
  timeLimitSeconds: 'The time limit of a call; default: 5',
  authentication: 'How calls are authenticated',
})
describe(NewCredential.shape, {
  type: 'Default: `OAUTH1` if calls are signed, `OAUTH2` otherwise',
  keepPreviousHours: 'How long the credential before it stays valid',
})
describe(PingRequest.shape, { endpoint: 'The endpoint to test; default: all' })

annotate(EndpointUrl, { pattern: endpointUrlPattern })

const testStates = ['untested', 'changed', 'passed', 'failed'] as const
const EndpointTest = named(
  'EndpointTest',
  z.object({
    endpoint: EndpointName,
    state: z.enum(testStates).describe('`changed`: the last test was of another URL'),
    status: z.int().exactOptional(),
    reason: z.string().exactOptional().describe('Why there was no response'),
  }),
  { description: 'The last ping test of an endpoint' },
)

/** A product as the API returns it. */
const shownProduct = {
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  status: ProductStatus,
  hasIntegration: z.boolean(),
  tests: z.array(EndpointTest).describe('Of each endpoint that has a URL'),
  createdAt: timestamp,
  createdBy: z.string(),
  changedAt: timestamp,
  changedBy: z.string(),
  version: z.int(),
}
export const ProductView = named('Product', z.object(shownProduct))
export const ProductList = named('ProductList', z.object({ items: z.array(ProductView) }))

const PingView = named(
  'Ping',
  z.object({
    at: timestamp,
    url: z.string().describe('The endpoint’s URL at that time'),
    passed: z.boolean(),
    status: z.int().exactOptional(),
    reason: z.string().exactOptional().describe('Why there was no response'),
  }),
  { description: 'A ping test: 200, 201 and 202 pass' },
)
const Pings = z.partialRecord(EndpointName, PingView)

const shownCredential = {
  type: z.enum(['OAUTH1', 'OAUTH2']),
  key: z.string().describe('The consumer key, or the client id'),
  createdAt: timestamp,
  validUntil: timestamp.exactOptional(),
}

export const IntegrationView = named(
  'Integration',
  z.object({
    enabled: z.boolean(),
    endpoints: z.partialRecord(z.enum([...endpointNames, 'DEFAULT']), z.string()),
    interactive: z.array(z.enum(interactiveTypes)),
    upcomingInvoiceNotices: z.boolean(),
    notificationEmail: z.string().exactOptional(),
    timeLimitSeconds: z.int().exactOptional(),
    authentication: z.discriminatedUnion('type', [
      z.object({ type: z.literal('OAUTH1') }),
      z.object({ type: z.literal('BASIC'), username: z.string(), hasPassword: z.literal(true) }),
      z.object({
        type: z.literal('OAUTH2_CLIENT_CREDENTIALS'),
        ...oauth2,
      }),
    ]),
    credentials: z.array(z.object(shownCredential)).describe('Newest first, without secrets'),
    pings: Pings.describe('The last ping test of each endpoint'),
    untested: z
      .array(EndpointName)
      .describe('The endpoints without a passed ping test of their present URL'),
  }),
  { description: 'How a product’s vendor is reached, without secrets' },
)

export const CreatedCredential = named(
  'CreatedCredential',
  z.object({ ...shownCredential, secret: z.string().describe('It is not shown again') }),
)

export const PingResults = named('PingResults', z.object({ pings: Pings }))
