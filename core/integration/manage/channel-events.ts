import * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid, problem } from '../../api/problem.ts'
import { integerBetween } from '../../values/integer.ts'
import type { Payload } from '../event-payload.ts'
import { type IntegrationEvent, statusOf } from '../integration-event.ts'
import { integrationEventTypes } from '../event-types.ts'
import type { EventFilter, IntegrationEventStore, ProductStore } from '../integration-store.ts'
import { isAllowed } from './product-access.ts'

export type ChannelPorts = Pick<
  IntegrationEventStore,
  'findIntegrationEvent' | 'listIntegrationEvents'
> &
  Pick<ProductStore, 'findProducts'>

/** The marketplace's own API of events, with its parameters and shapes. */
export const channelRoutes: readonly Operation<ChannelPorts>[] = [
  {
    method: 'GET',
    path: '/api/channel/v1/events',
    scope: 'integration:read',
    takesQuery: true,
    handle: list,
  },
  {
    method: 'GET',
    path: '/api/channel/v1/events/{eventId}',
    scope: 'integration:read',
    handle: show,
  },
]

const digits = (limit: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(integerBetween(0, limit))

/** `fromDate` and `toDate` are epoch milliseconds; `page` counts from 0. */
export const channelFilters = {
  fromDate: digits(8_640_000_000_000).optional(),
  toDate: digits(8_640_000_000_000).optional(),
  orderId: z.string().max(255).optional(),
  type: z.enum(integrationEventTypes).optional(),
  searchText: z.string().max(1024).optional(),
  page: digits(10_000).default(0),
  size: digits(250).pipe(integerBetween(1, 250)).default(50),
  sortOrder: z.enum(['ASC', 'DESC']).default('DESC'),
}

const ChannelQuery = z.strictObject(channelFilters)
type Query = z.infer<typeof ChannelQuery>

async function list({ caller, query }: ApiRequest, ports: ChannelPorts): Promise<ApiResponse> {
  const parsed = ChannelQuery.safeParse(query)
  if (!parsed.success) return invalid('query', parsed.error)
  const { page, size, sortOrder } = parsed.data
  const filter = { ...filterOf(parsed.data), vendor: caller.vendor }
  const place = { page, size, oldestFirst: sortOrder === 'ASC' }
  const [{ content, total }, products] = await Promise.all([
    pageOf(caller.marketplace, { filter, place }, ports),
    ports.findProducts(caller.marketplace),
  ])
  const names = new Map(products.map(({ id, name }) => [id, name]))
  return {
    status: 200,
    body: {
      links: [],
      content: content.map((event) => eventOf(event, names.get(event.product))),
      page: {
        size,
        totalElements: total,
        totalPages: Math.ceil(total / size),
        number: page,
      },
    },
  }
}

function filterOf({ fromDate, toDate, type, searchText, orderId }: Query): EventFilter {
  const iso = (ms: number | undefined) =>
    ms === undefined ? undefined : new Date(ms).toISOString()
  return { from: iso(fromDate), to: iso(toDate), type, text: searchText, orderId }
}

const rowsAtOnce = 250

type Place = { page: number; size: number; oldestFirst: boolean }

/**
 * A page of the events that match, and how many match. All are read, newest first, and only those that
 * the page may have stay in memory: with the oldest first, that is known at the end.
 */
async function pageOf(
  marketplace: string,
  { filter, place }: { filter: EventFilter; place: Place },
  { listIntegrationEvents }: ChannelPorts,
): Promise<{ content: IntegrationEvent[]; total: number }> {
  const { page, size, oldestFirst } = place
  const [start, end] = [page * size, (page + 1) * size]
  let rows: IntegrationEvent[] = []
  let total = 0
  let from: string | undefined
  do {
    const { events, next } = await listIntegrationEvents(marketplace, filter, {
      limit: rowsAtOnce,
      from,
    })
    rows = oldestFirst
      ? [...rows, ...events].slice(-end)
      : [...rows, ...events.slice(Math.max(0, start - total), Math.max(0, end - total))]
    total += events.length
    from = next
  } while (from !== undefined)
  return { content: oldestFirst ? rows.toReversed().slice(start) : rows, total }
}

async function show({ caller, params }: ApiRequest, ports: ChannelPorts): Promise<ApiResponse> {
  const id = params['eventId'] ?? ''
  const event = await ports.findIntegrationEvent(id)
  if (event?.marketplace !== caller.marketplace || !isAllowed(caller, event)) {
    return problem(404, `Cannot find the event '${id}'`)
  }
  const products = await ports.findProducts(caller.marketplace)
  const name = products.find((product) => product.id === event.product)?.name
  return { status: 200, body: eventOf(event, name) }
}

/** The marketplace's EventWS. */
function eventOf(event: IntegrationEvent, productName: string | undefined) {
  const { token, asked, createdAt, product, result, stage, call } = event
  const status = statusOf(event)
  return {
    uuid: token,
    type: asked.type,
    creationDate: Date.parse(createdAt),
    product: { productId: product, name: productName ?? null, links: [] },
    company: companyOf(asked.payload),
    orderId: asked.orderId ?? null,
    subscriptionId: asked.subscription ?? null,
    consumed: status !== 'pending',
    successful: status === 'complete',
    asynchronous: stage === 'called' || call?.status === 202,
    error: errorOf(result),
    manuallyResolved: result?.by === 'manager',
    links: [],
  }
}

function companyOf({ company }: Payload) {
  if (company == null) return null
  return { companyId: company.uuid, name: company.name ?? null, links: [] }
}

function errorOf(result: IntegrationEvent['result']) {
  if (result === undefined || result.success) return null
  return { code: result.errorCode ?? 'UNKNOWN_ERROR', message: result.message ?? null }
}
