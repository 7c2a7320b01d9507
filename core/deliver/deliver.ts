import { attempt, type AttemptPorts } from './attempt.ts'
import { onSuccess, onFailure, type Failure, releaseProbe } from '../health/circuit-breaker.ts'
import { claim, type Claimed, type ClaimPorts, type AlreadyAttempted } from './claim.ts'
import type { Delivery, MadeAttempt } from '../deliveries/delivery.ts'
import type { EventStore } from '../events/event-store.ts'
import { type Health, type Pause, pauseOf } from '../health/health.ts'
import {
  type HealthPorts,
  type RecordedHealth,
  recordHealth,
  publishOverdueNotices,
} from '../health/record-health.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { addMs } from '../values/timestamp.ts'
import { defer } from './defer.ts'
import {
  record,
  type Recorded,
  recordEnd,
  type RecordPorts,
  completeEarlierRecord,
} from './record.ts'
import { retryWaits } from '../webhooks/retry-policy.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import { requestDisable } from '../health/warnings.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Webhook } from '../webhooks/webhook.ts'

export type DeliverPorts = ClaimPorts &
  AttemptPorts &
  RecordPorts &
  HealthPorts &
  Pick<EventStore, 'findEvent'>

/** By then the attempt before is recorded, unless who made it was stopped. */
const predecessorMs = 60_000

/**
 * Makes one attempt at a delivery and records how it ended; while its webhook is held or its
 * circuit open, the delivery waits instead. `isRepeated` tells that the message was here before:
 * only then a first attempt reads its row. `busy` means that another message holds the delivery,
 * and that this one must come back.
 */
export async function deliver(
  message: DeliveryMessage,
  isRedelivered: boolean,
  ports: DeliverPorts,
): Promise<Recorded | 'busy'> {
  const key = endpointKeyOf(message)
  const [webhook, found] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id),
    ports.findHealth(key),
  ])
  const health = found && (await publishOverdueNotices(found, ports))
  const pause = webhook?.enabled === true ? pauseOf(health, ports.now()) : undefined
  if (pause !== undefined && hasToWait(message, pause)) {
    await defer(message, pause.until, ports)
    return 'waiting'
  }
  const claimed = await claim(message, isRedelivered, ports)
  if (claimed.kind === 'busy') return 'busy'
  if (claimed.kind === 'predecessor-unrecorded') {
    await defer(message, addMs(ports.now(), predecessorMs), ports)
    return 'waiting'
  }
  if (claimed.kind === 'already-attempted') {
    await endProbe(claimed, { key, pause, health }, ports)
    return completeEarlierRecord(claimed, ports)
  }
  if (webhook === undefined) {
    await ports.replaceHealth(undefined, health)
    return recordEnd(claimed, 'dropped', ports)
  }
  if (!webhook.enabled && claimed.delivery.isTest !== true) {
    return recordEnd(claimed, 'skipped', ports)
  }
  return makeAttempt(claimed, { webhook, health }, ports)
}

function endpointKeyOf(message: DeliveryMessage): EndpointKey {
  const { marketplace, webhook } = message.kind === 'first' ? message.delivery : message
  return { marketplace, id: webhook }
}

/** What people ask for, and the delivery that asks whether the receiver is back, do not wait. */
function hasToWait(message: DeliveryMessage, pause: Pause): boolean {
  if (message.kind === 'first') return message.delivery.isTest !== true
  if (message.isRequested === true) return false
  return pause.kind === 'retry-after' || pause.probe !== message.delivery
}

/** The attempt that was to ask after the receiver was made before: the next delivery may ask. */
async function endProbe(
  { delivery }: AlreadyAttempted,
  {
    key,
    pause,
    health,
  }: { key: EndpointKey; pause: Pause | undefined; health: Health | undefined },
  ports: DeliverPorts,
): Promise<void> {
  if (pause?.kind !== 'circuit-open' || pause.probe === undefined || pause.probe !== delivery?.id)
    return
  const now = ports.now()
  const { probe } = pause
  await recordHealth({ key, health }, (found) => found && releaseProbe(found, probe, now), ports)
  await wakeAt(key, now.toISOString(), ports)
}

type KnownReceiver = { webhook: Webhook; health: Health | undefined }

/**
 * Before the attempt is recorded its receiver is judged: a crash between repeats it, and loses
 * nothing.
 */
async function makeAttempt(
  claimed: Claimed,
  { webhook, health }: KnownReceiver,
  ports: DeliverPorts,
): Promise<Recorded> {
  const { delivery } = claimed
  const event = claimed.event ?? (await ports.findEvent(delivery.marketplace, delivery.event.uuid))
  const made = await attempt({ delivery, event, webhook }, ports)
  const change = changeBy(made, delivery, { webhook, health, now: ports.now() })
  const kept =
    delivery.isTest === true
      ? { before: health, after: health }
      : await recordHealth({ key: webhook, health }, change, ports)

  const waitsSeconds = retryWaits(webhook, ports.waitsSeconds)
  const recorded = await record({ ...claimed, waitsSeconds }, made, ports)
  const moment = wakeMoment(webhook, kept, ports.now())
  if (moment !== undefined) await wakeAt(webhook, moment, ports)
  return recorded
}

/** What an attempt says of the receiver. */
function changeBy(
  { outcome }: MadeAttempt,
  delivery: Delivery,
  { webhook, health: known, now }: KnownReceiver & { now: Date },
): (health: Health | undefined) => Health | undefined {
  // Without a row when the attempt began, nobody looks whether there is one now: the next one will.
  if (outcome.kind === 'delivered') return (health) => health && onSuccess(health, now)

  const { reason, status } = outcome
  const failure: Failure = {
    delivery: delivery.id,
    reason,
    version: webhook.version,
    known,
    at: now,
  }
  if (outcome.kind === 'failed') {
    const { retryAfterSeconds: seconds } = outcome
    const pausedUntil = seconds === undefined ? undefined : addMs(now, seconds * 1000)
    return (health) => onFailure(webhook, health, { ...failure, pausedUntil })
  }
  if (status === 410) return (health) => requestDisable(webhook, health, failure)
  return (health) => health && releaseProbe(health, delivery.id, now)
}

/** When the webhook is to be woken, for its receiver fares otherwise now, or has a place free. */
function wakeMoment(
  { limits }: Webhook,
  { before, after }: RecordedHealth,
  now: Date,
): string | undefined {
  const pause = pauseOf(after, now)
  if (after !== before && pause !== undefined) return pause.until
  const isFree = limits?.inFlight !== undefined || pauseOf(before, now) !== undefined
  return pause === undefined && isFree ? now.toISOString() : undefined
}
