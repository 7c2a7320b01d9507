import { judge, type Outcome, type Reply } from '../deliveries/outcome.ts'
import { LocalFault } from '../deliveries/local-fault.ts'
import { redactExchange } from '../deliveries/redact-exchange.ts'
import type { Secrets } from '../ports.ts'
import { type BearerPorts, sendWithBearer } from '../tokens/send-with-bearer.ts'
import type { ParseXml } from './answer-fields.ts'
import { judgeAnswer, type Verdict } from './judge-answer.ts'
import { changeEvent, ended, type EndPorts, publishNews } from './end-event.ts'
import type { IntegrationEvent, VendorCall } from './integration-event.ts'
import { claimCall, unclaimCall } from './claim-call.ts'
import type { ProductStore } from './integration-store.ts'
import {
  endpointNameOf,
  endpointUrlOf,
  type Integration,
  ownerOf,
  type Product,
  validCredentials,
} from './product.ts'
import { authenticated, type SignPorts } from './sign-call.ts'
import { callRequest, type VendorRequest } from './vendor-request.ts'

export type CallPorts = EndPorts &
  BearerPorts &
  SignPorts &
  Pick<ProductStore, 'findProduct'> & {
    openSecrets: Secrets['open']
    /** Sends the request within the time limit. */
    call: (request: VendorRequest, limitMs: number) => Promise<Reply>
    parseXml: ParseXml
    /** The URL of the vendors' door, without a trailing slash. */
    vendorUrl: string
  }

/** The time limit of a call, in seconds, as the marketplace documents it. */
const defaultLimitSeconds = 5

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
  const product = await ports.findProduct({ marketplace, id })
  const target = targetOf(found, product, ports.now())
  if ('lacks' in target) {
    await changeEvent(found, (event) => uncallable(event, target, ports.now()), ports)
    return
  }
  const claimed = await claimCall(found, ports)
  if (claimed === undefined) return
  const { call, answer } = await send(claimed, target, ports).catch(async (error: unknown) => {
    if (error instanceof LocalFault) await unclaimCall(claimed, ports) // nothing was sent
    throw error
  })
  // The vendor has read it meanwhile, and may have sent the result.
  const latest = (await ports.findIntegrationEvent(token)) ?? claimed
  await changeEvent(latest, (event) => withCall(event, call, answer), ports)
}

type Target = { product: Product; integration: Integration; url: string }

/** What the call needs and the product lacks. */
type Uncallable = { lacks: string }

function targetOf(
  { asked }: IntegrationEvent,
  product: Product | undefined,
  now: Date,
): Target | Uncallable {
  const integration = product?.integration
  const isEnabled = product !== undefined && integration?.enabled === true
  const url = isEnabled ? endpointUrlOf(integration, endpointNameOf(asked.type)) : undefined
  if (!isEnabled || url === undefined) {
    return { lacks: 'the endpoint was removed or disabled meanwhile' }
  }
  const mustSign = integration.authentication.type === 'OAUTH1'
  if (mustSign && !validCredentials(integration, now).some(({ type }) => type === 'OAUTH1')) {
    return { lacks: `the product '${product.id}' has no OAuth 1.0 credential` }
  }
  return { product, integration, url }
}

function uncallable(
  event: IntegrationEvent,
  { lacks }: Uncallable,
  now: Date,
): IntegrationEvent | undefined {
  if (event.stage !== 'queued') return undefined
  const message = `Cannot call: ${lacks}`
  const result = { success: false, errorCode: 'CONFIGURATION_ERROR', message } as const
  return ended(event, { at: now.toISOString(), by: 'router', ...result })
}

async function send(
  event: IntegrationEvent,
  { product, integration, url }: Target,
  ports: CallPorts,
): Promise<{ call: VendorCall; answer: Verdict }> {
  const since = ports.now()
  const limitMs = (integration.timeLimitSeconds ?? defaultLimitSeconds) * 1000
  const plain = callRequest(url, event, ports.vendorUrl)
  const sendOnce = async (accessToken?: string): Promise<Sent> => {
    const request = await authenticated(plain, { product, integration, accessToken }, ports)
    const reply = await ports.call(request, limitMs)
    return { request, reply, outcome: judge(reply, ports.now()) }
  }
  const { authentication } = integration
  const sent =
    authentication.type === 'OAUTH2_CLIENT_CREDENTIALS'
      ? await sendWithBearer(
          { owner: { ...ownerOf(product), authentication }, since },
          sendOnce,
          ports,
        )
      : await sendOnce()
  const { outcome, request, reply = unsent(outcome) }: Sent = sent
  const exchange =
    request !== undefined && reply.exchange !== undefined
      ? { exchange: redactExchange(request, reply.exchange) }
      : {}
  const call = {
    startedAt: since.toISOString(),
    durationMs: Math.max(0, ports.now().getTime() - since.getTime()),
    ...(reply.kind === 'answered' ? { status: reply.status } : { reason: reply.reason }),
    ...exchange,
  }
  return { call, answer: judgeAnswer(reply, event.asked, ports.parseXml) }
}

type Sent = { outcome: Outcome; request?: VendorRequest; reply?: Reply }

/** Without an access token nothing was sent. */
function unsent(outcome: Outcome): Reply {
  const reason = outcome.kind === 'delivered' ? 'nothing was sent' : outcome.reason
  return { kind: 'unanswered', reason }
}

/** The event after the call. A result that came first stays. */
function withCall(
  event: IntegrationEvent,
  call: VendorCall,
  answer: Verdict,
): IntegrationEvent | undefined {
  if (event.call !== undefined) return undefined
  const called = { ...event, call }
  if (event.stage === 'ended') return called
  const isTest = event.asked.flag === 'STATELESS' // nothing follows a 202 to a test
  if (answer.kind === 'later' && !isTest) {
    const { callingSince, ...rest } = called
    return { ...rest, stage: 'called', ...(isCustomers(event.asked) && { isUnpublished: true }) }
  }
  const { kind, ...result } = answer
  const at = new Date(Date.parse(call.startedAt) + call.durationMs).toISOString()
  return ended(called, { at, by: 'response', success: kind !== 'failed', ...result })
}

/** Whether its customer may be notified that it is in progress: of a change or a cancellation. */
function isCustomers({ type, mode }: IntegrationEvent['asked']): boolean {
  return mode != null && (type === 'SUBSCRIPTION_CHANGE' || type === 'SUBSCRIPTION_CANCEL')
}
