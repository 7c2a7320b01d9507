import { problem } from '../../api/problem.ts'
import type { ParseXml } from '../answer-fields.ts'
import { changeEvent, ended, type EndPorts } from '../end-event.ts'
import type { IntegrationEvent } from '../integration-event.ts'
import { readResult } from './take-result.ts'
import { verifyVendor, type VerifyVendorPorts } from './verify-vendor.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'

export type ReturnPorts = VerifyVendorPorts & EndPorts & { parseXml: ParseXml }

/**
 * Takes the customer back from the vendor, whose signed query has the result, and sends the browser on
 * to the marketplace. A return without a signature ends nothing: the vendor sends the result itself.
 */
export async function returnCustomer(
  request: VendorHttpRequest,
  token: string,
  ports: ReturnPorts,
): Promise<VendorResponse> {
  const event = await ports.findIntegrationEvent(token)
  const next = event?.asked.returnUrl
  if (event?.isInteractive !== true || next == null) return problem(404, 'Cannot find the event')
  const query = new URLSearchParams(request.query)
  if (!query.has('oauth_signature')) return sendOn(next, 'pending')

  const sender = await verifyVendor(request, ports)
  if ('status' in sender) return sender
  if (sender.product.id !== event.product || sender.product.marketplace !== event.marketplace) {
    return problem(403, 'Cannot accept the result: the event is of the product of another vendor')
  }
  return takeReturned(event, { query, next }, ports)
}

type Returned = { query: URLSearchParams; next: string }

async function takeReturned(
  event: IntegrationEvent,
  { query, next }: Returned,
  ports: ReturnPorts,
): Promise<VendorResponse> {
  const own = [...query].filter(([name]) => !name.startsWith('oauth_'))
  const text = JSON.stringify(Object.fromEntries(own))
  const read = readResult({ contentType: 'application/json', text }, event, ports)
  if ('reason' in read) return problem(400, `Cannot accept the result: ${read.reason}`)
  const result = { at: ports.now().toISOString(), by: 'return', ...read } as const
  const changed = await changeEvent(
    event,
    (found) => (found.stage === 'ended' ? undefined : ended(found, result)),
    ports,
  )
  if (changed?.isChanged !== true)
    return problem(409, 'Cannot accept the result: the event has ended')
  return sendOn(next, result.success ? 'complete' : 'failed')
}

/** The marketplace's page learns how the event ended; it asks for the rest. */
function sendOn(next: string, status: string): VendorResponse {
  const location = new URL(next)
  location.searchParams.set('status', status)
  return { status: 302, headers: { location: location.href } }
}
