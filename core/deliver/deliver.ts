import { attempt, type AttemptNeeds } from './attempt.ts'
import { delivered, failed, type Failure, undecided } from '../health/circuit-breaker.ts'
import { claim, type Claimed, type ClaimNeeds, type Repeated } from './claim.ts'
import type { Delivery, MadeAttempt } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import { type Health, type Hold, holdOf } from '../health/health.ts'
import { type HealthNeeds, type Kept, keepHealth, settleOld } from '../health/report-health.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { momentAfter } from '../values/timestamp.ts'
import { putOff } from './defer.ts'
import { record, type Recorded, recordEnd, type RecordNeeds, recordRepeated } from './record.ts'
import { waitsOf } from '../webhooks/retry-schedule.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import { ended } from '../health/warnings.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'

export type DeliverNeeds = ClaimNeeds &
  AttemptNeeds &
  RecordNeeds &
  HealthNeeds & {
    findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
  }

/** By then the attempt before is recorded, unless who made it was stopped. */
const earlyMs = 60_000

/**
 * Makes one attempt at a delivery and records how it ended; while its webhook is held or its
 * circuit open, the delivery waits instead. `isRepeated` tells that the message was here before:
 * only then a first attempt reads its row. `busy` means that another message holds the delivery,
 * and that this one must come back.
 */
export async function deliver(
  message: DeliveryMessage,
  isRepeated: boolean,
  needs: DeliverNeeds,
): Promise<Recorded | 'busy'> {
  const key = keyOf(message)
  const [webhook, found] = await Promise.all([
    needs.findWebhook(key.marketplace, key.id),
    needs.findHealth(key),
  ])
  const health = found && (await settleOld(found, needs))
  const hold = webhook?.enabled === true ? holdOf(health, needs.now()) : undefined
  if (hold !== undefined && hasToWait(message, hold)) {
    await putOff(message, hold.until, needs)
    return 'waiting'
  }
  const claimed = await claim(message, isRepeated, needs)
  if (claimed.kind === 'busy') return 'busy'
  if (claimed.kind === 'early') {
    await putOff(message, momentAfter(needs.now(), earlyMs), needs)
    return 'waiting'
  }
  if (claimed.kind === 'repeated') {
    await endProbe(claimed, { key, hold, health }, needs)
    return recordRepeated(claimed, needs)
  }
  if (webhook === undefined) {
    await needs.replaceHealth(undefined, health)
    return recordEnd(claimed, 'dropped', needs)
  }
  if (!webhook.enabled && claimed.delivery.isTest !== true) {
    return recordEnd(claimed, 'skipped', needs)
  }
  return makeAttempt(claimed, { webhook, health }, needs)
}

function keyOf(message: DeliveryMessage): WebhookKey {
  const { marketplace, webhook } = message.kind === 'first' ? message.delivery : message
  return { marketplace, id: webhook }
}

/** What people ask for, and the delivery that asks whether the receiver is back, do not wait. */
function hasToWait(message: DeliveryMessage, hold: Hold): boolean {
  if (message.kind === 'first') return message.delivery.isTest !== true
  if (message.isRequested === true) return false
  return hold.kind === 'held' || hold.probe !== message.delivery
}

/** The attempt that was to ask after the receiver was made before: the next delivery may ask. */
async function endProbe(
  { delivery }: Repeated,
  { key, hold, health }: { key: WebhookKey; hold: Hold | undefined; health: Health | undefined },
  needs: DeliverNeeds,
): Promise<void> {
  if (hold?.kind !== 'broken' || hold.probe === undefined || hold.probe !== delivery?.id) return
  const now = needs.now()
  const { probe } = hold
  await keepHealth({ key, health }, (found) => found && undecided(found, probe, now), needs)
  await wakeAt(key, now.toISOString(), needs)
}

type Receiver = { webhook: Webhook; health: Health | undefined }

/**
 * Before the attempt is recorded its receiver is judged: a crash between repeats it, and loses
 * nothing.
 */
async function makeAttempt(
  claimed: Claimed,
  { webhook, health }: Receiver,
  needs: DeliverNeeds,
): Promise<Recorded> {
  const { delivery } = claimed
  const event = claimed.event ?? (await needs.findEvent(delivery.marketplace, delivery.event.uuid))
  const made = await attempt({ delivery, event, webhook }, needs)
  const change = changeBy(made, delivery, { webhook, health, now: needs.now() })
  const kept =
    delivery.isTest === true
      ? { before: health, after: health }
      : await keepHealth({ key: webhook, health }, change, needs)

  const waitsSeconds = waitsOf(webhook, needs.waitsSeconds)
  const recorded = await record({ ...claimed, waitsSeconds }, made, needs)
  const moment = wakeMoment(webhook, kept, needs.now())
  if (moment !== undefined) await wakeAt(webhook, moment, needs)
  return recorded
}

/** What an attempt says of the receiver. */
function changeBy(
  { outcome }: MadeAttempt,
  delivery: Delivery,
  { webhook, health: known, now }: Receiver & { now: Date },
): (health: Health | undefined) => Health | undefined {
  // Without a row when the attempt began, nobody looks whether there is one now: the next one will.
  if (outcome.kind === 'delivered') return (health) => health && delivered(health, now)

  const { because, status } = outcome
  const failure: Failure = {
    delivery: delivery.id,
    because,
    version: webhook.version,
    known,
    at: now,
  }
  if (outcome.kind === 'failed') {
    const { retryAfterSeconds: seconds } = outcome
    const heldUntil = seconds === undefined ? undefined : momentAfter(now, seconds * 1000)
    return (health) => failed(webhook, health, { ...failure, heldUntil })
  }
  if (status === 410) return (health) => ended(webhook, health, failure)
  return (health) => health && undecided(health, delivery.id, now)
}

/** When the webhook is to be woken, for its receiver fares otherwise now, or has a place free. */
function wakeMoment({ limits }: Webhook, { before, after }: Kept, now: Date): string | undefined {
  const hold = holdOf(after, now)
  if (after !== before && hold !== undefined) return hold.until
  const isFree = limits?.inFlight !== undefined || holdOf(before, now) !== undefined
  return hold === undefined && isFree ? now.toISOString() : undefined
}
