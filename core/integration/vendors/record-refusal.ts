import * as z from 'zod'

import { changeEvent, type EndPorts } from '../end-event.ts'
import { type EventRefusal, type IntegrationEvent, shownToken } from '../integration-event.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'

export type RefusalPorts = EndPorts & {
  /** Slows down the address. */
  countRefusal: (address: string) => void
}

type Refused = {
  request: Pick<VendorHttpRequest, 'address'>
  /** The path with `{token}`, so that no line of the log has a token. */
  path: string
  token: string
}

/** At most this many refusals are in the event's log, so that requests cannot change it without end. */
const maxRefusals = 20

/** Whether a request was refused because of who sent it or what it asked for. */
export function isRefusal({ status }: VendorResponse): boolean {
  return [401, 403, 404, 429].includes(status)
}

/**
 * Logs a refusal, of which metrics are made, and slows down the address. The log of the event has who
 * was not allowed to read it or to send its result.
 */
export async function recordRefusal(
  { request: { address }, path, token }: Refused,
  response: VendorResponse,
  ports: RefusalPorts,
): Promise<void> {
  const { status } = response
  if (status !== 429) ports.countRefusal(address ?? '')
  const at = ports.now().toISOString()
  const refusal = { at, status, reason: reasonOf(response), ...(address && { address }) }
  const isKnown = token !== '' && (status === 401 || status === 403)
  const event = isKnown ? await ports.findIntegrationEvent(token) : undefined
  ports.log({
    message: 'vendor refused',
    reason: refusal.reason,
    ...(address && { address }),
    ...about(event),
    status: String(status), // a dimension of its metric, which is a text
    path,
    ...(token !== '' && { event: shownToken(token) }),
  })
  if (event !== undefined) await changeEvent(event, (one) => withRefusal(one, refusal), ports)
}

function about(event: IntegrationEvent | undefined) {
  return event && { marketplace: event.marketplace, product: event.product }
}

/** The event before its call stays as it is, so that its call is not mistaken for another's. */
function withRefusal(event: IntegrationEvent, refusal: EventRefusal): IntegrationEvent | undefined {
  const { refusals = [], stage } = event
  if (stage === 'queued' || refusals.length >= maxRefusals) return undefined
  return { ...event, refusals: [...refusals, refusal] }
}

const Body = z.object({
  detail: z.string().exactOptional(),
  error_description: z.string().exactOptional(),
})

/** The reason that the response has, which quotes nothing of the request. */
function reasonOf({ body }: VendorResponse): string {
  const { detail, error_description: description } = Body.parse(body)
  return detail ?? description ?? ''
}
