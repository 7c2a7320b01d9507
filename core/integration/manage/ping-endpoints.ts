import * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid, problem } from '../../api/problem.ts'
import { optimisticUpdate } from '../../values/optimistic-update.ts'
import { poll } from '../../values/poll.ts'
import type { IntegrationEvent } from '../integration-event.ts'
import type { ProductStore } from '../integration-store.ts'
import {
  type EndpointName,
  endpointNames,
  endpointUrlOf,
  type Integration,
  type Ping,
  type Product,
} from '../product.ts'
import { sampleEvent } from '../sample-events.ts'
import { startEvent } from '../start-event.ts'
import type { IntegrationEventPorts } from './integration-events.ts'
import { type Integrated, integratedOf, isResponse } from './product-access.ts'
import { shownPings } from './stored-endpoints.ts'

export type PingPorts = IntegrationEventPorts & Pick<ProductStore, 'findProduct' | 'replaceProduct'>

/** Test events take the same path as real ones. */
export const pingRoutes: readonly Operation<PingPorts>[] = [
  {
    method: 'POST',
    path: '/products/{id}/integration/ping',
    scope: 'integration:write',
    mayBeEmpty: true,
    handle: pingEndpoints,
  },
]

/** The body that tests one endpoint; by default all are tested. */
export const PingRequest = z.strictObject({ endpoint: z.enum(endpointNames).exactOptional() })

/** A call and its token take 25 s at most; API Gateway ends requests after 30 s. */
const maxWaitMs = 25_000
const maxTries = 5

async function pingEndpoints(request: ApiRequest, ports: PingPorts): Promise<ApiResponse> {
  const found = await integratedOf(request, ports)
  if (isResponse(found)) return found
  const { product, integration } = found
  const { json = {} } = request
  const parsed = PingRequest.safeParse(json)
  if (!parsed.success) return invalid('ping', parsed.error)
  const { endpoint } = parsed.data
  const names = endpointNames.filter((name) => endpointUrlOf(integration, name) !== undefined)
  if (endpoint !== undefined && !names.includes(endpoint)) {
    return problem(409, `Cannot ping: the integration has no endpoint for ${endpoint}`)
  }
  const tested = endpoint === undefined ? names : [endpoint]
  const by = request.caller.subject
  const made = await Promise.all(
    tested.map(async (name) => [name, await ping(name, { product, integration, by }, ports)]),
  )
  const pings = Object.fromEntries(made) as Integration['pings']
  await savePings(product, pings, ports)
  return { status: 200, body: { pings: shownPings(pings) } }
}

type Tested = Integrated & { by: string }

async function ping(
  name: EndpointName,
  { product, integration, by }: Tested,
  ports: PingPorts,
): Promise<Ping> {
  const { marketplace, id } = product
  const asked = sampleEvent(name, id)
  const started = await startEvent({ marketplace, asked, by }, ports)
  const isDone = (event: IntegrationEvent | undefined) =>
    event?.call !== undefined || event?.stage === 'ended'
  const until = ports.now().getTime() + maxWaitMs
  const known = started.kind === 'started' ? started.event : undefined
  const read = () => ports.findIntegrationEvent(started.token)
  const event = await poll({ known, read, isDone, until }, ports)
  const url = endpointUrlOf(integration, name) ?? ''
  return { at: ports.now().toISOString(), url, ...verdict(event) }
}

/** 200, 201 and 202 pass, whatever their body says; there is nothing to do for a test. */
function verdict(event: IntegrationEvent | undefined): Pick<Ping, 'passed' | 'status' | 'reason'> {
  const status = event?.call?.status
  if (status !== undefined) {
    return { passed: passing.includes(status), status }
  }
  const reason = event?.call?.reason ?? event?.result?.message ?? 'no response in time'
  return { passed: false, reason }
}

const passing: readonly number[] = [200, 201, 202]

/** Leaves the version as it is: a ping test is no change of the settings. */
async function savePings(
  { marketplace, id }: Product,
  pings: Integration['pings'],
  { findProduct, replaceProduct }: PingPorts,
): Promise<void> {
  const read = () => findProduct({ marketplace, id })
  await optimisticUpdate({ read, maxTries }, async (before) => {
    if (before?.integration === undefined) return undefined
    const { integration } = before
    const pinged = { ...integration, pings: { ...integration.pings, ...pings } }
    const after = { ...before, integration: pinged, pingCount: before.pingCount + 1 }
    return (await replaceProduct(after, before)) ? undefined : 'conflict'
  })
}
