import { isOAuth2 } from '../webhooks/authentication.ts'
import { type BearerPorts, sendWithBearer } from '../tokens/send-with-bearer.ts'
import type { HttpExchange } from '../deliveries/http-exchange.ts'
import { redactExchange } from '../deliveries/redact-exchange.ts'
import type { Delivery, MadeAttempt } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import type { Secrets } from '../ports.ts'
import { judge, type Outcome, type Reply } from '../deliveries/outcome.ts'
import { type Proof, type Request, requestFor } from './request.ts'
import { openSigningSecrets } from '../webhooks/signing-secrets.ts'
import type { Webhook } from '../webhooks/webhook.ts'

export type AttemptPorts = BearerPorts & {
  openSecrets: Secrets['open']
  /** Sends the request; the default time limit is 30 s. */
  post: (request: Request, limitMs?: number) => Promise<Reply>
}

/** Without its event the delivery cannot be sent. */
type AttemptInput = { delivery: Delivery; event: Event | undefined; webhook: Webhook }

/** Makes one attempt at a delivery: authenticates, signs, POSTs and judges the response. */
export async function attempt(
  { delivery, event, webhook }: AttemptInput,
  ports: AttemptPorts,
): Promise<MadeAttempt> {
  const startedAt = ports.now()
  const { exchange, outcome } =
    event === undefined ? unsendable : await send({ delivery, event, webhook }, startedAt, ports)

  return {
    number: delivery.attempts.length + 1,
    startedAt: startedAt.toISOString(),
    // Never negative, even if the clock was set back.
    durationMs: Math.max(0, ports.now().getTime() - startedAt.getTime()),
    outcome,
    ...(delivery.requested && { requestedBy: delivery.requested.by }),
    ...(exchange && { exchange }),
  }
}

type Sent = { outcome: Outcome; exchange?: HttpExchange }

const unsendable: Sent = { outcome: { kind: 'refused', reason: 'the event is stored no more' } }

async function send(
  { delivery, event, webhook }: AttemptInput & { event: Event },
  at: Date,
  ports: AttemptPorts,
): Promise<Sent> {
  const proof = await proofOf(webhook, at, ports)
  const post = async (credentials: string | undefined): Promise<Sent> => {
    const request = requestFor({ id: delivery.id, event }, webhook, { ...proof, credentials })
    const reply = await ports.post(request, limitMsOf(webhook))
    return {
      outcome: judge(reply, ports.now()),
      ...(reply.exchange && { exchange: redactExchange(request, reply.exchange) }),
    }
  }
  const { authentication } = webhook
  if (!isOAuth2(authentication)) return post(proof.credentials)
  return sendWithBearer({ owner: { ...webhook, authentication }, since: at }, post, ports)
}

function limitMsOf({ timeLimitSeconds }: Webhook): number | undefined {
  return timeLimitSeconds === undefined ? undefined : timeLimitSeconds * 1000
}

/** Opens the webhook's token and signing secrets, in parallel; an access token is fetched later. */
async function proofOf(webhook: Webhook, at: Date, { openSecrets }: AttemptPorts): Promise<Proof> {
  const [credentials, signing] = await Promise.all([
    openCredentials(webhook, openSecrets),
    openSigningSecrets(webhook, at, openSecrets),
  ])
  return { at, credentials, signingSecrets: signing.map(({ secret }) => secret) }
}

async function openCredentials(
  { id, marketplace, authentication }: Webhook,
  open: Secrets['open'],
): Promise<string | undefined> {
  if (authentication.type !== 'TOKEN') return undefined
  return open(authentication.sealed, { marketplace, webhook: id, purpose: 'authentication' })
}
