import type { Attempt, Delivery } from './delivery.ts'
import type { Event } from './event.ts'
import type { DeliveryMessage } from './messages.ts'
import type { Log, Secrets } from './needs.ts'
import { judge, type Outcome, type Reply } from './outcome.ts'
import { type Request, requestFor } from './request.ts'
import { waitSeconds } from './schedule.ts'
import { type Claimed, claim, type ClaimNeeds } from './claim.ts'
import type { Webhook } from './webhook.ts'

export type DeliverNeeds = ClaimNeeds & {
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
  openSecrets: Secrets['open']
  post: (request: Request) => Promise<Reply>
  /** Sees to it that the webhook is woken at that moment. */
  wakeAt: (webhook: Pick<Webhook, 'marketplace' | 'id'>, dueAt: string) => Promise<void>
  waitsSeconds: readonly number[]
  random: () => number
  log: Log
}

/** What became of a message: `busy` when somebody else holds its delivery; it must come back. */
export type Handled = 'settled' | 'waiting' | 'repeated' | 'busy'

/**
 * Makes one attempt at a delivery and records how it ended; a failed one waits for its next.
 * `isRepeated` tells that the message was here before: only then a first attempt reads its row.
 */
export async function deliver(
  message: DeliveryMessage,
  isRepeated: boolean,
  needs: DeliverNeeds,
): Promise<Handled> {
  const claimed = await claim(message, isRepeated, needs)
  if (claimed === 'busy' || claimed === 'repeated') return claimed

  const { delivery } = claimed
  const webhook = await needs.findWebhook(delivery.marketplace, delivery.webhook)
  if (webhook === undefined) return end(claimed, 'dropped', needs)
  if (!webhook.enabled) return end(claimed, 'skipped', needs)

  const event = claimed.event ?? (await needs.findEvent(delivery.marketplace, delivery.event.uuid))
  const attempt = await tryOnce({ delivery, event, webhook }, needs)
  return record(claimed, attempt, needs)
}

type Matter = { delivery: Delivery; event: Event | undefined; webhook: Webhook }

async function tryOnce(
  { delivery, event, webhook }: Matter,
  needs: DeliverNeeds,
): Promise<Attempt> {
  const startedAt = needs.now()
  const outcome: Outcome =
    event === undefined
      ? { kind: 'refused', because: 'the event is stored no more' }
      : judge(await send({ id: delivery.id, event }, webhook, needs))

  return {
    number: delivery.attempts.length + 1,
    startedAt: startedAt.toISOString(),
    durationMs: needs.now().getTime() - startedAt.getTime(),
    outcome,
  }
}

async function send(
  delivery: { id: string; event: Event },
  webhook: Webhook,
  { openSecrets, post }: DeliverNeeds,
): Promise<Reply> {
  const { id, marketplace, authentication } = webhook
  const secrets =
    authentication.type === 'NONE'
      ? undefined
      : await openSecrets(authentication.sealed, { marketplace, webhook: id })
  return post(requestFor(delivery, webhook, secrets))
}

async function record(
  { delivery, rows }: Claimed,
  attempt: Attempt,
  needs: DeliverNeeds,
): Promise<Handled> {
  const after = afterAttempt(delivery, attempt, needs)
  const isRecorded = await needs.saveDelivery(after, delivery, rows)
  needs.log(lineOf(after, attempt, isRecorded))
  if (after.dueAt === undefined) return isRecorded ? 'settled' : 'repeated'

  // Also when it was recorded before: whoever did may have been stopped before this.
  await needs.wakeAt({ marketplace: after.marketplace, id: after.webhook }, after.dueAt)
  return 'waiting'
}

function afterAttempt(
  { claimedUntil, dueAt, ...delivery }: Delivery,
  attempt: Attempt,
  { waitsSeconds, random, now }: DeliverNeeds,
): Delivery {
  const after = {
    ...delivery,
    attempts: [...delivery.attempts, attempt],
    revision: delivery.revision + 1,
  }
  if (attempt.outcome.kind === 'delivered') return { ...after, status: 'successful' }

  const wait =
    attempt.outcome.kind === 'failed'
      ? waitSeconds(attempt.number, waitsSeconds, random)
      : undefined
  if (wait === undefined) return { ...after, status: 'failed' }
  return { ...after, dueAt: new Date(now().getTime() + wait * 1000).toISOString() }
}

async function end(
  { delivery: { claimedUntil, dueAt, ...delivery }, rows }: Claimed,
  status: 'skipped' | 'dropped',
  { saveDelivery, log }: DeliverNeeds,
): Promise<Handled> {
  const after: Delivery = { ...delivery, status, revision: delivery.revision + 1 }
  const isRecorded = await saveDelivery(after, delivery, rows)
  log({ message: status, ...idsOf(after), recorded: isRecorded })
  return isRecorded ? 'settled' : 'repeated'
}

function lineOf(delivery: Delivery, { outcome, ...attempt }: Attempt, recorded: boolean) {
  const { kind, ...facts } = outcome
  return {
    message: 'attempt',
    ...idsOf(delivery),
    ...attempt,
    outcome: kind,
    ...facts,
    ...(delivery.dueAt !== undefined && { nextAt: delivery.dueAt }),
    recorded,
  }
}

function idsOf({ marketplace, id, webhook, event }: Delivery) {
  const { uuid, resource, resourceAction } = event
  return {
    marketplace,
    delivery: id,
    webhook,
    event: uuid,
    resource: resource.type,
    resourceAction,
  }
}
