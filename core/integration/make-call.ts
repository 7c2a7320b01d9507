import { judge, type Outcome, type Reply } from '../deliveries/outcome.ts'
import { LocalFault } from '../deliveries/local-fault.ts'
import { redactExchange } from '../deliveries/redact-exchange.ts'
import { type BearerPorts, sendWithBearer } from '../tokens/send-with-bearer.ts'
import type { ParseXml } from './answer-fields.ts'
import { claimCall, unclaimCall } from './claim-call.ts'
import type { EndPorts } from './end-event.ts'
import type { IntegrationEvent, VendorCall } from './integration-event.ts'
import { judgeAnswer, type Verdict } from './judge-answer.ts'
import { type Integration, ownerOf, type Product } from './product.ts'
import { authenticated, type SignPorts } from './sign-call.ts'
import { callRequest, type VendorRequest } from './vendor-request.ts'

export type MakeCallPorts = EndPorts &
  BearerPorts &
  SignPorts & {
    /** Sends the request within the time limit, and never twice. */
    call: (request: VendorRequest, limitMs: number) => Promise<Reply>
    parseXml: ParseXml
    /** The URL of the vendors' door, without a trailing slash. */
    vendorUrl: string
  }

/** Whom to call, and at which of its URLs. */
export type Target = { product: Product; integration: Integration; url: string }

/** A call and how it was answered. Without an access token it is not claimed: nothing was sent. */
export type Made = { call: VendorCall; answer: Verdict; isClaimed: boolean }

/** The time limit of a call, in seconds, as the marketplace documents it. */
const defaultLimitSeconds = 5

/**
 * Makes the call, and claims it when there is nothing left to do before: what throws until then leaves
 * the event queued, so that its message is handled again.
 */
export async function makeCall(
  event: IntegrationEvent,
  { product, integration, url }: Target,
  ports: MakeCallPorts,
): Promise<Made | 'claimed by another'> {
  const since = ports.now()
  const limitMs = (integration.timeLimitSeconds ?? defaultLimitSeconds) * 1000
  const plain = callRequest(url, event, ports.vendorUrl)
  let claimed: IntegrationEvent | undefined
  const sendOnce = async (accessToken?: string): Promise<Sent> => {
    const request = await authenticated(plain, { product, integration, accessToken }, ports)
    claimed ??= await claimCall(event, ports)
    if (claimed === undefined) return claimedByAnother
    const reply = await callOrUnclaim(request, { limitMs, claimed }, ports)
    return { request, reply, outcome: outcomeOf(reply, event, ports) }
  }
  const { authentication } = integration
  const sent: Sent =
    authentication.type === 'OAUTH2_CLIENT_CREDENTIALS'
      ? await sendWithBearer(
          { owner: { ...ownerOf(product), authentication }, since },
          sendOnce,
          ports,
        )
      : await sendOnce()
  if (sent.isOthers === true) return 'claimed by another'
  const { outcome, request, reply = unsent(outcome) } = sent
  const durationMs = Math.max(0, ports.now().getTime() - since.getTime())
  const call = { startedAt: since.toISOString(), durationMs, ...recorded(request, reply) }
  return {
    call,
    answer: judgeAnswer(reply, event.asked, ports.parseXml),
    isClaimed: claimed !== undefined,
  }
}

type Sent = { outcome: Outcome; request?: VendorRequest; reply?: Reply; isOthers?: true }

const claimedByAnother: Sent = {
  outcome: { kind: 'failed', reason: 'another process calls' },
  isOthers: true,
}

/** A readable result answers the call at any status; but 401 is about the access token. */
function outcomeOf(
  reply: Reply,
  { asked }: IntegrationEvent,
  { parseXml, now }: Pick<MakeCallPorts, 'parseXml' | 'now'>,
): Outcome {
  const outcome = judge(reply, now())
  if (reply.kind === 'unanswered' || reply.status === 401) return outcome
  const verdict = judgeAnswer(reply, asked, parseXml)
  const isAnswer = verdict.kind !== 'failed' || verdict.errorCode !== 'TRANSPORT_ERROR'
  return isAnswer ? { kind: 'delivered', status: reply.status } : outcome
}

/** The reply; what this machine could not send leaves the event queued. */
function callOrUnclaim(
  request: VendorRequest,
  { limitMs, claimed }: { limitMs: number; claimed: IntegrationEvent },
  ports: MakeCallPorts,
): Promise<Reply> {
  return ports.call(request, limitMs).catch(async (error: unknown) => {
    if (error instanceof LocalFault) await unclaimCall(claimed, ports)
    throw error
  })
}

/** Without an access token nothing was sent. */
function unsent(outcome: Outcome): Reply {
  const reason = outcome.kind === 'delivered' ? 'nothing was sent' : outcome.reason
  return { kind: 'unanswered', reason }
}

function recorded(
  request: VendorRequest | undefined,
  reply: Reply,
): Pick<VendorCall, 'status' | 'reason' | 'exchange'> {
  const { exchange } = reply
  return {
    ...(reply.kind === 'answered' ? { status: reply.status } : { reason: reply.reason }),
    ...(request !== undefined &&
      exchange !== undefined && { exchange: redactExchange(request, exchange) }),
  }
}
