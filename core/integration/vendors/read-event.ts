import type { ApiResponse } from '../../api/operation.ts'
import { problem } from '../../api/problem.ts'
import { preferredFormat } from '../content-type.ts'
import { changeEvent, type EndPorts } from '../end-event.ts'
import { type EventBody, eventBody } from '../event-body.ts'
import type { EventRead, IntegrationEvent } from '../integration-event.ts'
import { verifyVendor, type VerifyVendorPorts } from './verify-vendor.ts'
import { returnUrlOf } from '../vendor-request.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'

export type ReadEventPorts = VerifyVendorPorts &
  EndPorts & {
    eventXml: (body: EventBody) => string
  }

/** At most this many reads are listed; all are counted. */
const maxReads = 20

/** Shows an event to the vendor of its product, as JSON or XML. */
export async function readEvent(
  request: VendorHttpRequest,
  token: string,
  ports: ReadEventPorts,
): Promise<VendorResponse> {
  const found = await eventOf(request, token, ports)
  if ('status' in found) return found
  const format = preferredFormat(request.headers['accept'])
  if (format === undefined) {
    return problem(406, 'Cannot show the event: accept application/json or application/xml')
  }
  const { address } = request
  const read = { at: ports.now().toISOString(), format, ...(address !== undefined && { address }) }
  await changeEvent(found, (event) => withRead(event, read), ports)
  return representation(found, format, ports)
}

/** The event as its vendor gets it. */
export function representation(
  event: IntegrationEvent,
  format: EventRead['format'],
  { eventXml, vendorUrl }: Pick<ReadEventPorts, 'eventXml' | 'vendorUrl'>,
): VendorResponse {
  const { marketplace: partner, asked, product } = event
  const marketplace = { partner, baseUrl: vendorUrl }
  const returnUrl = event.isInteractive === true ? returnUrlOf(event, vendorUrl) : null
  const body = eventBody({ ...asked, returnUrl }, { marketplace, applicationUuid: product })
  return format === 'json'
    ? { status: 200, headers: { vary: 'accept' }, body }
    : {
        status: 200,
        headers: { vary: 'accept', 'content-type': 'application/xml; charset=utf-8' },
        text: eventXml(body),
      }
}

/**
 * The event, if the request comes from the vendor of its product. The others learn that it exists
 * only from a token that they know.
 */
export async function eventOf(
  request: VendorHttpRequest,
  token: string,
  ports: VerifyVendorPorts & Pick<EndPorts, 'findIntegrationEvent'>,
): Promise<IntegrationEvent | ApiResponse> {
  const sender = await verifyVendor(request, ports)
  if ('status' in sender) return sender
  const event = await ports.findIntegrationEvent(token)
  if (event === undefined) return problem(404, 'Cannot find the event: its token is unknown')
  const { product } = sender
  const isIts = event.product === product.id && event.marketplace === product.marketplace
  if (isIts) return event
  return problem(403, 'Cannot show the event: it belongs to the product of another vendor')
}

function withRead(event: IntegrationEvent, read: EventRead): IntegrationEvent {
  const reads = [...event.reads, read].slice(-maxReads)
  return { ...event, reads, readCount: event.readCount + 1 }
}
