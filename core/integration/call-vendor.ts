import type { Verdict } from './judge-answer.ts'
import { changeEvent, ended, publishNews } from './end-event.ts'
import type { IntegrationEvent } from './integration-event.ts'
import type { ProductStore } from './integration-store.ts'
import { type MakeCallPorts, makeCall, type Made, type Target } from './make-call.ts'
import { endpointNameOf, endpointUrlOf, type Product } from './product.ts'
import { signingCredential } from './sign-call.ts'

export type CallPorts = MakeCallPorts & Pick<ProductStore, 'findProduct'>

/**
 * Calls the vendor once, and records what it answered. An event for which another message has made
 * the call, or that has ended, is not called.
 */
export async function callVendor(token: string, ports: CallPorts): Promise<void> {
  const found = await ports.findIntegrationEvent(token)
  if (found === undefined) return
  if (found.stage === 'ended') return publishNews(found, ports)
  if (found.stage !== 'queued') return

  const { marketplace, product: id } = found
  const target = targetOf(found, await ports.findProduct({ marketplace, id }), ports.now())
  if ('reason' in target) {
    await changeEvent(found, (event) => notCalled(event, target.reason, ports.now()), ports)
    return
  }
  const made = await makeCall(found, target, ports)
  if (made === 'claimed by another') return
  // The vendor has read it meanwhile, and may have sent the result.
  const latest = (await ports.findIntegrationEvent(token)) ?? found
  await changeEvent(latest, (event) => withCall(event, made), ports)
}

function targetOf(
  { asked }: IntegrationEvent,
  product: Product | undefined,
  now: Date,
): Target | { reason: string } {
  const integration = product?.integration
  const url = integration && endpointUrlOf(integration, endpointNameOf(asked.type))
  if (product === undefined || integration?.enabled !== true || url === undefined) {
    return { reason: 'the endpoint was removed or disabled meanwhile' }
  }
  const { type } = integration.authentication
  if (type !== 'OAUTH1' || signingCredential(integration, now) !== undefined) {
    return { product, integration, url }
  }
  return { reason: `the product '${product.id}' has no OAuth 1.0 credential` }
}

function notCalled(
  event: IntegrationEvent,
  reason: string,
  now: Date,
): IntegrationEvent | undefined {
  if (event.stage !== 'queued') return undefined
  const message = `Cannot call: ${reason}`
  const result = { success: false, errorCode: 'CONFIGURATION_ERROR', message } as const
  return ended(event, { at: now.toISOString(), by: 'router', ...result })
}

/** The event after the call. A result that came first stays. */
function withCall(
  event: IntegrationEvent,
  { call, answer, isClaimed }: Made,
): IntegrationEvent | undefined {
  if (event.call !== undefined) return undefined
  if (!isClaimed && event.stage !== 'queued') return undefined // another process calls
  const called = { ...event, call }
  if (event.stage === 'ended') return called
  if (answer.kind === 'later' && !isTest(event)) {
    const { callingSince, ...rest } = called
    return { ...rest, stage: 'called', ...(isCustomers(event.asked) && { isUnpublished: true }) }
  }
  const at = new Date(Date.parse(call.startedAt) + call.durationMs).toISOString()
  return ended(called, { at, by: 'response', ...resultOf(answer) })
}

/** Whether its customer may be notified that it is in progress: of a change or a cancellation. */
function isCustomers({ type, mode }: IntegrationEvent['asked']): boolean {
  return mode != null && (type === 'SUBSCRIPTION_CHANGE' || type === 'SUBSCRIPTION_CANCEL')
}

/** Nothing follows a 202 to a test. */
function isTest({ asked }: IntegrationEvent): boolean {
  return asked.flag === 'STATELESS'
}

function resultOf({ kind, ...result }: Verdict) {
  return { success: kind !== 'failed', ...result }
}
