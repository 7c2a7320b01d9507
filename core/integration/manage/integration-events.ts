import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { parsePageQuery, rangeError } from '../../api/pagination.ts'
import { invalid, invalidField, problem } from '../../api/problem.ts'
import { poll } from '../../values/poll.ts'
import { IntegrationEventInput } from '../event-input.ts'
import type { EventBody } from '../event-body.ts'
import type { IntegrationEvent } from '../integration-event.ts'
import type { IntegrationEventStore } from '../integration-store.ts'
import { type Started, startEvent, type StartPorts } from '../start-event.ts'
import { representation } from '../vendors/read-event.ts'
import { eventDetail, eventSummary } from './event-view.ts'
import { integrationEventFilters } from './events-query.ts'
import { isAllowed, isResponse } from './product-access.ts'

export type IntegrationEventPorts = StartPorts &
  Pick<IntegrationEventStore, 'listIntegrationEvents'> & {
    eventXml: (body: EventBody) => string
    /** The URL of the vendors' door, without a trailing slash. */
    vendorUrl: string
    wait: (ms: number) => Promise<void>
  }

const path = '/integration-events'

/** What vendors are asked, and what they answered. */
export const integrationEventRoutes: readonly Operation<IntegrationEventPorts>[] = [
  { method: 'POST', path, scope: 'events:write', takesQuery: true, handle: publish },
  { method: 'GET', path, scope: 'integration:read', takesQuery: true, handle: list },
  { method: 'GET', path: `${path}/{token}`, scope: 'integration:read', handle: show },
  {
    method: 'GET',
    path: `${path}/{token}/body`,
    scope: 'integration:read',
    takesQuery: true,
    handle: showBody,
  },
]

/** `?wait=true` waits for the outcome this long. */
const maxWaitMs = 8_000

async function publish(request: ApiRequest, ports: IntegrationEventPorts): Promise<ApiResponse> {
  const { caller, json, query } = request
  const wait = waitIn(query)
  if (typeof wait === 'object') return wait
  const parsed = IntegrationEventInput.safeParse(json)
  if (!parsed.success) return invalid('integration event', parsed.error)
  const { marketplace, subject: by } = caller
  const started = await startEvent({ marketplace, asked: parsed.data, by }, ports)
  return startedResponse(started, wait, ports)
}

/** The response to a request that started an event: its token, or its outcome. */
export async function startedResponse(
  started: Started,
  wait: boolean,
  ports: Pick<IntegrationEventPorts, 'findIntegrationEvent' | 'wait' | 'now'>,
): Promise<ApiResponse> {
  if (started.kind === 'blocked') return blocked(started.token)
  const { token } = started
  const known = started.kind === 'started' ? started.event : undefined
  const headers = { location: `${path}/${token}` }
  if (!wait) return { status: 202, headers, body: { token } }
  const isDone = (event: IntegrationEvent | undefined) => event?.stage === 'ended'
  const until = ports.now().getTime() + maxWaitMs
  const read = () => ports.findIntegrationEvent(token)
  const event = await poll({ known, read, isDone, until }, ports)
  if (event?.stage !== 'ended') return { status: 202, headers, body: { token } }
  return { status: 200, headers, body: eventDetail(event, ports.now()) }
}

function waitIn({ wait, ...others }: ApiRequest['query']): boolean | ApiResponse {
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return invalidField('query', unknown, 'is not recognized')
  if (wait === undefined || wait === 'false') return false
  return wait === 'true' ? true : invalidField('query', 'wait', 'must be true or false')
}

function blocked(by: string): ApiResponse {
  return problem(
    409,
    `Cannot start the event: '${by}' about the same subscription or assignment is still pending`,
    { conflictsWith: by },
  )
}

async function list(
  { caller, query }: ApiRequest,
  ports: IntegrationEventPorts,
): Promise<ApiResponse> {
  const page = parsePageQuery('integration-events', query, integrationEventFilters)
  if ('status' in page) return page
  const backwards = rangeError(page.filter)
  if (backwards !== undefined) return backwards
  const { limit, from } = page
  const filter = { ...page.filter, vendor: caller.vendor }
  const found = await ports.listIntegrationEvents(caller.marketplace, filter, { limit, from })
  return page.answer(found.events.map(eventSummary), found.next)
}

async function show(request: ApiRequest, ports: IntegrationEventPorts): Promise<ApiResponse> {
  const event = await eventOf(request, ports)
  return isResponse(event) ? event : { status: 200, body: eventDetail(event, ports.now()) }
}

/** The body that the vendor reads, as JSON or as a text with its XML. */
async function showBody(request: ApiRequest, ports: IntegrationEventPorts): Promise<ApiResponse> {
  const { format = 'json', ...others } = request.query
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return invalidField('query', unknown, 'is not recognized')
  if (format !== 'json' && format !== 'xml') {
    return invalidField('query', 'format', 'must be json or xml')
  }
  const event = await eventOf(request, ports)
  if (isResponse(event)) return event
  const { body, text } = representation(event, format, ports)
  return { status: 200, body: format === 'json' ? body : { xml: text } }
}

/** The event of the path; a 404 also for another marketplace's or vendor's. */
export async function eventOf(
  { caller, params }: ApiRequest,
  { findIntegrationEvent }: Pick<IntegrationEventStore, 'findIntegrationEvent'>,
): Promise<IntegrationEvent | ApiResponse> {
  const token = params['token'] ?? ''
  const event = await findIntegrationEvent(token)
  const isTheirs = event?.marketplace === caller.marketplace && isAllowed(caller, event)
  if (event !== undefined && isTheirs) return event
  return problem(404, `Cannot find the integration event '${token}'`)
}
