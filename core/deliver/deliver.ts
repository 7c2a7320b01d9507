import { attempt, type AttemptPorts } from './attempt.ts'
import { claim, type Claimed, type ClaimPorts, type AlreadyAttempted } from './claim.ts'
import { defer } from './defer.ts'
import { healthChange, wakeMoment } from './health-change.ts'
import {
  record,
  type Recorded,
  recordEnd,
  recordLocalFault,
  type RecordPorts,
  completeEarlierRecord,
} from './record.ts'
import type { DeliveryMessage } from '../deliveries/delivery-message.ts'
import { LocalFault } from '../deliveries/local-fault.ts'
import type { EventStore } from '../events/event-store.ts'
import { releaseProbe } from '../health/circuit-breaker.ts'
import type { Health, Pause } from '../health/health.ts'
import { findReceiver, findReceiverForFirst, type Receiver } from '../health/receiver.ts'
import { type HealthPorts, recordHealth, type RecordedHealth } from '../health/record-health.ts'
import type { HealthUpdate } from '../health/update-health.ts'
import { addMs } from '../values/timestamp.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import { retryWaits } from '../webhooks/retry-policy.ts'
import type { Endpoint, EndpointKey } from '../webhooks/endpoint.ts'

export type DeliverPorts = ClaimPorts &
  AttemptPorts &
  RecordPorts &
  HealthPorts &
  Pick<EventStore, 'findEvent'>

/** The previous attempt is recorded by then, unless its process died. */
const predecessorMs = 60_000

/**
 * Makes one attempt at a delivery and records how it ended; while the webhook is paused, the
 * delivery waits instead. `isRedelivered`: the message was received before; only then does a first
 * attempt read its row. `busy`: another process holds the delivery, and this message must return.
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
  const { pause } = receiver
  if (pause !== undefined && hasToWait(message, pause)) {
    await defer(message, pause.until, ports)
    return 'waiting'
  }
  const claimed = await claim(message, isRedelivered, ports)
  switch (claimed.kind) {
    case 'busy':
      return 'busy'
    case 'predecessor-unrecorded':
      await defer(message, addMs(ports.now(), predecessorMs), ports)
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

/** Records the health first, and then the attempt: a crash in between repeats the attempt. */
async function makeAttempt(
  claimed: Claimed,
  { endpoint, health }: { endpoint: Endpoint; health: Health | undefined },
  ports: DeliverPorts,
): Promise<Recorded> {
  const { delivery } = claimed
  const event = claimed.event ?? (await ports.findEvent(delivery.marketplace, delivery.event.uuid))
  const made = await attempt({ delivery, event, endpoint }, ports).catch(asLocalFault)
  if (made instanceof LocalFault) return postpone(claimed, { endpoint, health, fault: made }, ports)

  const change = healthChange(made, delivery, { endpoint, known: health, at: ports.now() })
  const changed =
    delivery.isTest === true || change(health) === health
      ? { before: health, after: health }
      : await changeHealth(endpoint, change, ports)

  const waitsSeconds = retryWaits(endpoint, ports.waitsSeconds)
  const recorded = await record({ ...claimed, waitsSeconds }, made, ports)
  const moment = wakeMoment(endpoint, changed, ports.now())
  if (moment !== undefined) await wakeAt(endpoint, moment, ports)
  return recorded
}

function asLocalFault(error: unknown): LocalFault {
  if (error instanceof LocalFault) return error
  throw error
}

/** The receiver's health stays as it was; if the attempt was the probe, another one may be sent. */
async function postpone(
  claimed: Claimed,
  {
    endpoint,
    health,
    fault,
  }: { endpoint: Endpoint; health: Health | undefined; fault: LocalFault },
  ports: DeliverPorts,
): Promise<Recorded> {
  const { id } = claimed.delivery
  const change: HealthUpdate = (found) => found && releaseProbe(found, id, ports.now())
  if (change(health) !== health) await changeHealth(endpoint, change, ports)
  return recordLocalFault(claimed, fault, ports)
}

/**
 * Reads the health again: of hundreds of attempts at the same time, others have changed it meanwhile,
 * and a refused write costs five times a read.
 */
async function changeHealth(
  key: EndpointKey,
  change: HealthUpdate,
  ports: DeliverPorts,
): Promise<RecordedHealth> {
  return recordHealth({ key, health: await ports.findHealth(key) }, change, ports)
}
