import { type Call, callOf } from './call.ts'
import { claim, type ClaimNeeds } from './claim.ts'
import type { Delivery, MadeAttempt } from './delivery.ts'
import type { Event } from './event.ts'
import type { DeliveryMessage } from './messages.ts'
import type { Secrets } from './needs.ts'
import { judge, type Outcome, type Reply } from './outcome.ts'
import { record, type Recorded, recordEnd, type RecordNeeds, recordRepeated } from './record.ts'
import { type Proof, type Request, requestFor } from './request.ts'
import { openSigningSecrets } from './signing.ts'
import type { Webhook } from './webhook.ts'

export type DeliverNeeds = ClaimNeeds &
  RecordNeeds & {
    findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
    findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
    openSecrets: Secrets['open']
    post: (request: Request) => Promise<Reply>
  }

/**
 * Makes one attempt at a delivery and records how it ended. `isRepeated` tells that the message
 * was here before: only then a first attempt reads its row. `busy` means that another message
 * holds the delivery, and that this one must come back.
 */
export async function deliver(
  message: DeliveryMessage,
  isRepeated: boolean,
  needs: DeliverNeeds,
): Promise<Recorded | 'busy'> {
  const claimed = await claim(message, isRepeated, needs)
  if (claimed.kind === 'busy') return 'busy'
  if (claimed.kind === 'repeated') return recordRepeated(claimed, needs)

  const { delivery } = claimed
  const webhook = await needs.findWebhook(delivery.marketplace, delivery.webhook)
  if (webhook === undefined) return recordEnd(claimed, 'dropped', needs)
  if (!webhook.enabled) return recordEnd(claimed, 'skipped', needs)

  const event = claimed.event ?? (await needs.findEvent(delivery.marketplace, delivery.event.uuid))
  return record(claimed, await tryOnce({ delivery, event, webhook }, needs), needs)
}

type Matter = { delivery: Delivery; event: Event | undefined; webhook: Webhook }

async function tryOnce(
  { delivery, event, webhook }: Matter,
  needs: DeliverNeeds,
): Promise<MadeAttempt> {
  const startedAt = needs.now()
  const { call, outcome } =
    event === undefined ? unsendable : await send({ delivery, event, webhook }, startedAt, needs)

  return {
    number: delivery.attempts.length + 1,
    startedAt: startedAt.toISOString(),
    // Not below zero, though the clock may have been set back.
    durationMs: Math.max(0, needs.now().getTime() - startedAt.getTime()),
    outcome,
    ...(call && { call }),
  }
}

type Sent = { outcome: Outcome; call?: Call }

const unsendable: Sent = { outcome: { kind: 'refused', because: 'the event is stored no more' } }

async function send(
  { delivery, event, webhook }: Matter & { event: Event },
  at: Date,
  needs: DeliverNeeds,
): Promise<Sent> {
  const proof = await proofOf(webhook, at, needs)
  const request = requestFor({ id: delivery.id, event }, webhook, proof)
  const reply = await needs.post(request)
  return { outcome: judge(reply), ...(reply.trace && { call: callOf(request, reply.trace) }) }
}

/** Opens what the webhook's requests are proven with, all at once. */
async function proofOf(webhook: Webhook, at: Date, { openSecrets }: DeliverNeeds): Promise<Proof> {
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
  if (authentication.type === 'NONE') return undefined
  return open(authentication.sealed, { marketplace, webhook: id, purpose: 'authentication' })
}
