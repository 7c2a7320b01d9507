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
import type { DeliveryMessage } from '../deliveries/delivery-message.ts'
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
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'

export type DeliverPorts = ClaimPorts &
  AttemptPorts &
  RecordPorts &
  HealthPorts &
  Pick<EventStore, 'findEvent'>

/** The previous attempt is recorded by then, unless its process died. */
const predecessorMs = 60_000

/**
 * Makes one attempt at a delivery and records how it ended; while the webhook is paused, the
 * delivery waits instead. `isRedelivered`: the message was received before; only then a first
 * attempt reads its row. `busy`: another process holds the delivery, and this message must return.
 */
export async function deliver(
  message: DeliveryMessage,
  isRedelivered: boolean,
  ports: DeliverPorts,
): Promise<Recorded | 'busy'> {
  const key = { marketplace: message.marketplace, id: message.webhook }
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

/** Everything waits while the webhook is paused, except requests of people and the probe. */
function hasToWait({ isRequested, enclosed, delivery }: DeliveryMessage, pause: Pause): boolean {
  if (isRequested === true) return false
  const isProbe =
    enclosed === undefined && pause.kind === 'circuit-open' && pause.probe === delivery
  return !isProbe
}

/** If the attempt that was already made was the probe, another probe may be sent. */
async function endProbe(
  { delivery }: AlreadyAttempted,
  { key, pause, health }: { key: WebhookKey; pause: Pause | undefined; health: Health | undefined },
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

/** The health is recorded before the attempt: a crash in between repeats the attempt. */
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

/** How an attempt changes the receiver's health. */
function changeBy(
  { outcome }: MadeAttempt,
  delivery: Delivery,
  { webhook, health: known, now }: KnownReceiver & { now: Date },
): (health: Health | undefined) => Health | undefined {
  // Without a row when the attempt began, none is read now: the next attempt will find it.
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

/** When to wake the webhook: its health changed, or an attempt in flight has ended. */
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
