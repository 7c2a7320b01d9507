import { problem } from '../../api/problem.ts'
import { changeEvent, type EndPorts } from '../end-event.ts'
import { withEventUrl } from '../endpoint-url.ts'
import type { IntegrationEventType } from '../event-types.ts'
import type { IntegrationEvent } from '../integration-event.ts'
import type { ProductStore } from '../integration-store.ts'
import { signedUrl } from '../oauth1/signed-request.ts'
import { endpointNameOf, endpointUrlOf, type Product } from '../product.ts'
import { oauth1Consumer, signingCredential, type SignPorts } from '../sign-call.ts'
import { eventUrlOf } from '../vendor-request.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'
import { sharedTime } from '../../values/shared-time.ts'

export type RedirectPorts = EndPorts &
  SignPorts &
  Pick<ProductStore, 'findProduct'> & {
    /** The URL of the vendors' door, without a trailing slash. */
    vendorUrl: string
  }

/**
 * Sends the customer's browser to the interactive endpoint of the vendor, with the signature in the
 * query where calls are signed. The customer may come again while the event is pending.
 */
export async function redirectCustomer(
  _: VendorHttpRequest,
  token: string,
  ports: RedirectPorts,
): Promise<VendorResponse> {
  const event = await ports.findIntegrationEvent(token)
  if (event?.isInteractive !== true) return problem(404, 'Cannot find the event')
  if (event.stage === 'ended') return problem(409, 'Cannot go on: the event has ended')
  const { marketplace, product: id, asked } = event
  const product = await ports.findProduct({ marketplace, id })
  const template = templateOf(product, asked.type)
  if (product === undefined || template === undefined) {
    return problem(409, 'Cannot go on: the endpoint was removed or disabled meanwhile')
  }
  if (!maySign(product, ports.now())) {
    return problem(409, 'Cannot go on: the product has no OAuth 1.0 credential')
  }
  const url = withEventUrl(template, eventUrlOf(event, ports.vendorUrl))
  const location = await signedFor(product, url, ports)
  const startedAt = ports.now().toISOString()
  await changeEvent(event, (found) => visited(found, startedAt), ports)
  return { status: 302, headers: { location } }
}

function templateOf(product: Product | undefined, type: IntegrationEventType): string | undefined {
  const { integration } = product ?? {}
  return integration?.enabled === true
    ? endpointUrlOf(integration, endpointNameOf(type))
    : undefined
}

function visited(event: IntegrationEvent, startedAt: string): IntegrationEvent | undefined {
  if (event.stage !== 'offered') return undefined
  return { ...event, stage: 'called', call: { startedAt, durationMs: 0, isRedirect: true } }
}

/** Whether the URL needs no signature, or can be signed. */
function maySign({ integration }: Product, at: Date): boolean {
  if (integration?.authentication.type !== 'OAUTH1') return true
  return signingCredential(integration, at) !== undefined
}

async function signedFor(product: Product, url: string, ports: RedirectPorts): Promise<string> {
  if (product.integration?.authentication.type !== 'OAUTH1') return url
  const consumer = await oauth1Consumer(product, ports)
  const timestamp = Math.floor(sharedTime(ports).getTime() / 1000)
  return signedUrl({ method: 'GET', url }, consumer, { nonce: ports.randomHex(16), timestamp })
}
