import {
  claim,
  type Claimed,
  type ClaimPorts,
  type AlreadyAttempted,
  type NotItsTurn,
} from './claim.ts'
import { defer } from './defer.ts'
import { makeAttempt, type MakeAttemptPorts } from './make-attempt.ts'
import { completeEarlierRecord, type Recorded, recordEnd, type RecordPorts } from './record.ts'
import type { DeliveryMessage } from '../deliveries/delivery-message.ts'
import { releaseProbe } from '../health/circuit-breaker.ts'
import type { Pause } from '../health/health.ts'
import { findReceiver, findReceiverForFirst, type Receiver } from '../health/receiver.ts'
import { recordHealth } from '../health/record-health.ts'
import { addMs } from '../values/timestamp.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

export type DeliverPorts = ClaimPorts & RecordPorts & MakeAttemptPorts

/** The previous attempt is recorded by then, unless its process died. */
const predecessorMs = 60_000

/**
 * Makes one attempt at a delivery and records how it ended; while the webhook is paused, or while its
 * receiver is slow and dispatch limits what is in flight, the delivery waits instead.
 * `isRedelivered`: the message was received before; only then does a first attempt read its row.
 * `busy`: another process holds the delivery, and this message must return.
 */
export async function deliver(
  message: DeliveryMessage,
  isRedelivered: boolean,
  ports: DeliverPorts,
): Promise<Recorded | 'busy'> {
  const key = { marketplace: message.marketplace, id: message.endpoint }
  const receiver = isOnlyFirst(message, isRedelivered)
    ? await findReceiverForFirst(key, message.webhookVersion, ports)
    : await findReceiver(key, ports)
  if (hasToWait(message, receiver)) {
    await defer(message, receiver.pause?.until, ports)
    return 'waiting'
  }
  const claimed = await claim(message, isRedelivered, ports)
  switch (claimed.kind) {
    case 'busy':
      return 'busy'
    case 'predecessor-unrecorded':
      await defer(message, addMs(ports.now(), predecessorMs), ports)
      return 'waiting'
    case 'not-its-turn':
      await endProbe(claimed, { ...receiver, key }, ports)
      return 'waiting'
    case 'already-attempted':
      await endProbe(claimed, { ...receiver, key }, ports)
      return completeEarlierRecord(claimed, ports)
    case 'claimed':
      return attemptOrEnd(claimed, receiver, ports)
  }
}

/** A first attempt that has the only message, and no row yet. Tests have to see the newest. */
function isOnlyFirst(message: DeliveryMessage, isRedelivered: boolean): boolean {
  const { enclosed, isRequested, isRedelivered: isSentAgain } = message
  return enclosed !== undefined && isRequested !== true && isSentAgain !== true && !isRedelivered
}

/**
 * Everything waits while the webhook is paused, except requests of people and the probe; and while its
 * receiver is slow, what was not dispatched.
 */
function hasToWait(message: DeliveryMessage, { endpoint, health, pause }: Receiver): boolean {
  if (message.isRequested === true) return false
  if (pause !== undefined) return !isProbe(message, pause)
  const isLimited = health?.slow !== undefined && endpoint?.enabled === true
  return isLimited && message.leasedUntil === undefined
}

function isProbe({ enclosed, delivery }: DeliveryMessage, pause: Pause): boolean {
  return enclosed === undefined && pause.kind === 'circuit-open' && pause.probe === delivery
}

/** If the attempt that was already made was the probe, another probe may be sent. */
async function endProbe(
  { delivery }: AlreadyAttempted | NotItsTurn,
  { key, pause, health }: Receiver & { key: EndpointKey },
  ports: DeliverPorts,
): Promise<void> {
  const probe = pause?.kind === 'circuit-open' ? pause.probe : undefined
  if (probe === undefined || probe !== delivery?.id) return

  const now = ports.now()
  await recordHealth({ key, health }, (found) => found && releaseProbe(found, probe, now), ports)
  await wakeAt(key, now.toISOString(), ports)
}

async function attemptOrEnd(
  claimed: Claimed,
  { endpoint, health }: Receiver,
  ports: DeliverPorts,
): Promise<Recorded> {
  if (endpoint === undefined) {
    await ports.replaceHealth(undefined, health)
    return recordEnd(claimed, 'dropped', ports)
  }
  const isSkipped = !endpoint.enabled && claimed.delivery.isTest !== true
  if (isSkipped) return recordEnd(claimed, 'skipped', ports)
  return makeAttempt(claimed, { endpoint, health }, ports)
}
