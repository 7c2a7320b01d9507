import type { IntegrationEventInput } from './event-input.ts'
import { type EndPorts, ended, publishNews } from './end-event.ts'
import type { EventResult, IntegrationEvent } from './integration-event.ts'
import type { AccountStore, IntegrationEventStore, ProductStore } from './integration-store.ts'
import { endpointNameOf, endpointUrlOf, type Product } from './product.ts'
import { subjectOf, subscriptionOf } from './subject.ts'

export type StartPorts = EndPorts &
  Pick<ProductStore, 'findProduct'> &
  Pick<AccountStore, 'findAccount'> &
  Pick<IntegrationEventStore, 'addIntegrationEvent'> & {
    /** Queues the call to the vendor. */
    queueCall: (event: IntegrationEvent) => Promise<void>
    /** An unguessable token. */
    newToken: () => string
  }

/** What the marketplace asks of a vendor; `source` is the id of a bus message that may come twice. */
export type Asked = {
  marketplace: string
  asked: IntegrationEventInput
  by: string
  source?: string
  resendOf?: string
}

export type Started =
  | { kind: 'started'; token: string; event: IntegrationEvent }
  /** The same message came before, or the event was sent again before. */
  | { kind: 'repeated'; token: string }
  /** Another event of the same subscription or assignment is pending. */
  | { kind: 'blocked'; token: string }

/**
 * Stores an event and queues the call. An event without an endpoint is stored as failed, with
 * CONFIGURATION_ERROR.
 */
export async function startEvent(request: Asked, ports: StartPorts): Promise<Started> {
  const { marketplace, asked, by, source, resendOf } = request
  const key = { marketplace, id: asked.product }
  const product = await ports.findProduct(key)
  const complete = await withAccount(asked, key, ports)
  const subject = subjectOf(complete)
  const now = ports.now().toISOString()
  const queued: IntegrationEvent = {
    token: ports.newToken(),
    marketplace,
    product: asked.product,
    vendor: product?.vendor ?? '',
    asked: complete,
    createdAt: now,
    createdBy: by,
    ...stageOf(asked, product),
    reads: [],
    readCount: 0,
    ...(resendOf !== undefined && { resendOf }),
    ...(subject !== undefined && { subject }),
    revision: 1,
  }
  const early = endedEarly(asked, product)
  const event = early === undefined ? queued : ended(queued, { at: now, by: 'router', ...early })
  const added = await ports.addIntegrationEvent(event, sourceOf(request))
  if (added !== 'added') {
    if ('sameAs' in added) return { kind: 'repeated', token: added.sameAs }
    return source === undefined
      ? { kind: 'blocked', token: added.blockedBy }
      : startBlocked(event, { source, blockedBy: added.blockedBy }, ports)
  }
  // If this fails, the sweep does it.
  if (event.stage === 'queued') await ports.queueCall(event)
  else await publishNews(event, ports)
  return { kind: 'started', token: event.token, event }
}

/** What adds one event however often it comes: a message of the bus, or the event to send again. */
function sourceOf({ source, resendOf }: Asked): string | undefined {
  return source ?? (resendOf && `resend ${resendOf}`)
}

/** An interactive event waits for the customer's browser, if the marketplace has one to send. */
function stageOf(
  { type, returnUrl, flag }: IntegrationEventInput,
  product: Product | undefined,
): Pick<IntegrationEvent, 'stage' | 'isInteractive'> {
  const interactive: readonly string[] = product?.integration?.interactive ?? []
  const isInteractive = interactive.includes(type) && returnUrl != null && flag !== 'STATELESS'
  return isInteractive ? { stage: 'offered', isInteractive: true } : { stage: 'queued' }
}

/** The sender of a bus event gets no response: the event is stored as failed, without a call. */
async function startBlocked(
  { subject, ...event }: IntegrationEvent,
  { source, blockedBy }: { source: string; blockedBy: string },
  ports: StartPorts,
): Promise<Started> {
  const message = `Not sent: '${blockedBy}' about the same subscription or assignment is pending`
  const result = { success: false, errorCode: 'PENDING', message } as const
  const failed = ended(event, { at: event.createdAt, by: 'router', ...result })
  const added = await ports.addIntegrationEvent(failed, source)
  if (added !== 'added') return { kind: 'repeated', token: event.token }
  await publishNews(failed, ports)
  return { kind: 'started', token: failed.token, event: failed }
}

type EarlyResult = Omit<EventResult, 'at' | 'by'>

/** Why an event ends without a call. */
function endedEarly(
  { type, product: id, payload }: IntegrationEventInput,
  product: Product | undefined,
): EarlyResult | undefined {
  if (product === undefined) return notConfigured(`the marketplace has no product '${id}'`)
  const { integration } = product
  if (integration === undefined) return notConfigured(`the product '${id}' has no integration`)
  if (!integration.enabled) return notConfigured(`the integration of '${id}' is disabled`)
  if (payload.notice?.type === 'UPCOMING_INVOICE' && !integration.upcomingInvoiceNotices) {
    return { success: true, message: 'Not sent: the product has no notices of upcoming invoices' }
  }
  if (endpointUrlOf(integration, endpointNameOf(type)) !== undefined) return undefined
  return notConfigured(`the product '${id}' has no endpoint for ${type}`)
}

function notConfigured(reason: string): EarlyResult {
  return { success: false, errorCode: 'CONFIGURATION_ERROR', message: `Cannot call: ${reason}` }
}

/** The event with the account that the vendor named when it was ordered. */
async function withAccount(
  asked: IntegrationEventInput,
  key: { marketplace: string; id: string },
  { findAccount }: StartPorts,
): Promise<IntegrationEventInput> {
  const { account } = asked.payload
  if (account == null || (account.accountIdentifier ?? '') !== '') return asked
  const accountIdentifier = await findAccount(key, subscriptionOf(asked))
  if (accountIdentifier === undefined) return asked
  return {
    ...asked,
    payload: { ...asked.payload, account: { ...account, accountIdentifier } },
  }
}
