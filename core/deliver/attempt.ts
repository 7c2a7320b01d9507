import { isOAuth2 } from '../webhooks/authentication.ts'
import { type BearerPorts, sendWithBearer } from '../tokens/send-with-bearer.ts'
import { isClientRefused } from '../tokens/token-response.ts'
import { suggestClientAuthentication } from '../tokens/suggestion.ts'
import type { TokenRequestPorts } from '../tokens/token-request.ts'
import { withHelpfulHeaders } from '../deliveries/helpful-headers.ts'
import { redactExchange } from '../deliveries/redact-exchange.ts'
import type { Attempt, Delivery } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import type { Secrets } from '../ports.ts'
import { withoutNoncharacters } from '../values/json-text.ts'
import { type Clocks, sharedTime } from '../values/shared-time.ts'
import { judge, type Reply } from '../deliveries/outcome.ts'
import { type AwsRequest, awsRequestFor } from './aws-request.ts'
import { payloadKind, payloadOf, transformationFailed } from './payload.ts'
import { type Proof, type Request, requestFor, tokenIn } from './request.ts'
import type { ServerCertificateStore } from '../health/server-certificate.ts'
import { openTls } from '../webhooks/certificates.ts'
import { openSigners } from '../webhooks/signing-secrets.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import { openHeaders } from '../webhooks/custom-headers.ts'
import type { TransformationPorts } from '../webhooks/transformation.ts'
import { openUrl } from '../webhooks/sealed-url.ts'

export type AttemptPorts = BearerPorts &
  Clocks &
  TransformationPorts &
  Pick<ServerCertificateStore, 'noteCertificate'> &
  TokenRequestPorts & {
    /** Sends the request; the default time limit is 30 s. */
    post: (request: Request, limitMs?: number) => Promise<Reply>
    /** Writes to an event bus or a queue; the default time limit is 30 s. */
    sendToAws: (request: AwsRequest, limitMs?: number) => Promise<Reply>
  }

/** Without its event the delivery cannot be sent. */
type AttemptInput = { delivery: Delivery; event: Event | undefined; endpoint: Endpoint }

/** Makes one attempt at a delivery: authenticates, signs, POSTs or writes, and judges the response. */
export async function attempt(
  { delivery, event, endpoint }: AttemptInput,
  ports: AttemptPorts,
): Promise<Attempt> {
  const startedAt = ports.now()
  const { exchange, outcome, tokenRequest } =
    event === undefined ? unsendable : await send({ delivery, event, endpoint }, startedAt, ports)
  const made: Attempt = {
    number: delivery.attempts.length + 1,
    startedAt: startedAt.toISOString(),
    // Never negative, even if the clock was set back.
    durationMs: Math.max(0, ports.now().getTime() - startedAt.getTime()),
    outcome,
    ...(delivery.requested && { requestedBy: delivery.requested.by }),
    ...(tokenRequest && { tokenRequest }),
    ...(exchange && { exchange }),
  }
  return delivery.isTest === true
    ? withSuggestion(made, { endpoint, since: startedAt }, ports)
    : made
}

/** A test whose token endpoint refused the client tries its other authentications. */
async function withSuggestion(
  made: Attempt,
  { endpoint, since }: { endpoint: Endpoint; since: Date },
  ports: AttemptPorts,
): Promise<Attempt> {
  const { outcome } = made
  const { authentication } = endpoint
  if (outcome.kind !== 'failed' || !isClientRefused(outcome.reason)) return made
  if (!isOAuth2(authentication)) return made
  const owner = { ...endpoint, authentication }
  const clientAuthentication = await suggestClientAuthentication({ owner, since }, ports)
  return clientAuthentication ? { ...made, suggestion: { clientAuthentication } } : made
}

type Sent = Pick<Attempt, 'outcome' | 'exchange' | 'tokenRequest'>

const unsendable: Sent = { outcome: { kind: 'refused', reason: 'the event is no longer stored' } }

async function send(
  { delivery, event, endpoint }: AttemptInput & { event: Event },
  at: Date,
  ports: AttemptPorts,
): Promise<Sent> {
  const { authentication } = endpoint
  const payload = await payloadOf(event, endpoint, ports)
  if ('reason' in payload) return { outcome: transformationFailed(payload) }
  const body = endpoint.queue ? withoutNoncharacters(payload.json) : payload.json
  const { url, tls, ...proof } = await proofOf(endpoint, sharedTime(ports), ports)
  const target = { url, authentication, tls }
  const post = async (credentials: string | undefined): Promise<Sent> => {
    const request = requestFor({ delivery, event, body }, target, { ...proof, credentials })
    const toAws = awsRequestFor({ delivery, event, request }, endpoint)
    const limitMs = limitMsOf(endpoint)
    const reply = await (toAws ? ports.sendToAws(toAws, limitMs) : ports.post(request, limitMs))
    const outcome = judge(reply, sharedTime(ports), endpoint)
    const token = tokenIn(authentication, credentials)
    const exchange =
      reply.exchange &&
      redactExchange(toAws ?? request, reply.exchange, {
        credential: token,
        headers: endpoint.headers,
        payload: payloadKind(endpoint),
      })
    if (reply.exchange?.certificateUntil !== undefined)
      await ports.noteCertificate(endpoint, reply.exchange.certificateUntil)
    if (exchange === undefined) return { outcome }
    const isCut = outcome.kind === 'delivered' && delivery.isTest !== true
    return { outcome, exchange: isCut ? withHelpfulHeaders(exchange) : exchange }
  }
  if (!isOAuth2(authentication)) return post(proof.credentials)
  return sendWithBearer({ owner: { ...endpoint, authentication }, since: at }, post, ports)
}

function limitMsOf({ timeLimitSeconds }: Endpoint): number | undefined {
  return timeLimitSeconds === undefined ? undefined : timeLimitSeconds * 1000
}

/** Opens the endpoint's URL, headers, token and signing secrets, in parallel; an access token is fetched later. */
async function proofOf(
  endpoint: Endpoint,
  at: Date,
  { openSecrets }: AttemptPorts,
): Promise<Proof & Pick<Request, 'url' | 'tls'>> {
  const [url, headers, credentials, signingSecrets, tls] = await Promise.all([
    openUrl(endpoint, openSecrets),
    openHeaders(endpoint, openSecrets),
    openCredentials(endpoint, openSecrets),
    openSigners(endpoint, at, openSecrets),
    openTls(endpoint, openSecrets),
  ])
  return { url, tls, at, headers, credentials, signingSecrets }
}

async function openCredentials(
  { id, marketplace, authentication }: Endpoint,
  open: Secrets['open'],
): Promise<string | undefined> {
  if (authentication.type !== 'TOKEN' && authentication.type !== 'BASIC') return undefined
  return open(authentication.sealed, { marketplace, endpoint: id, purpose: 'authentication' })
}
