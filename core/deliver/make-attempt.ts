import type { Claimed } from './claim.ts'
import { attempt, type AttemptPorts } from './attempt.ts'
import { freesRoom, healthChange, wakeMoment } from './health-change.ts'
import { record, type Recorded, recordLocalFault, type RecordPorts } from './record.ts'
import { type SlowAttemptPorts, whileSlow } from './slow-attempt.ts'
import { LocalFault } from '../deliveries/local-fault.ts'
import type { EventStore } from '../events/event-store.ts'
import { releaseProbe } from '../health/circuit-breaker.ts'
import type { Health } from '../health/health.ts'
import { type HealthPorts, recordHealth, type RecordedHealth } from '../health/record-health.ts'
import { onSlow } from '../health/slow-receiver.ts'
import type { HealthUpdate } from '../health/update-health.ts'
import { wakeAt, wakeIfAtLimit } from '../waiting/wake-up.ts'
import { retryWaits } from '../webhooks/retry-policy.ts'
import type { Endpoint, EndpointKey } from '../webhooks/endpoint.ts'

export type MakeAttemptPorts = AttemptPorts &
  RecordPorts &
  HealthPorts &
  SlowAttemptPorts &
  Pick<EventStore, 'findEvent'>

/** Records the health first, and then the attempt: a crash in between repeats the attempt. */
export async function makeAttempt(
  claimed: Claimed,
  { endpoint, health }: { endpoint: Endpoint; health: Health | undefined },
  ports: MakeAttemptPorts,
): Promise<Recorded> {
  const { delivery } = claimed
  const event = claimed.event ?? (await ports.findEvent(delivery.marketplace, delivery.event.uuid))
  const isTest = delivery.isTest === true
  const markSlow = () =>
    isTest
      ? Promise.resolve()
      : changeHealth(endpoint, (found) => onSlow(endpoint, found, ports.now()), ports)
  const making = attempt({ delivery, event, endpoint }, ports).catch(asLocalFault)
  const { made, wasSlow } = await whileSlow(making, markSlow, ports)
  if (made instanceof LocalFault) return postpone(claimed, { endpoint, health, fault: made }, ports)

  const change = healthChange(made, delivery, { endpoint, known: health, at: ports.now() })
  const changed =
    !wasSlow && change(health) === health
      ? { before: health, after: health }
      : await changeHealth(endpoint, change, ports)

  const waitsSeconds = retryWaits(endpoint, ports.waitsSeconds)
  const recorded = await record({ ...claimed, waitsSeconds }, made, ports)
  await wakeAfter(endpoint, changed, ports)
  return recorded
}

async function wakeAfter(
  endpoint: Endpoint,
  changed: RecordedHealth,
  ports: MakeAttemptPorts,
): Promise<void> {
  const now = ports.now()
  const moment = wakeMoment(endpoint, changed, now)
  if (moment !== undefined) await wakeAt(endpoint, moment, ports)
  else if (freesRoom(changed, now)) await wakeIfAtLimit(endpoint, ports)
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
  ports: MakeAttemptPorts,
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
  ports: MakeAttemptPorts,
): Promise<RecordedHealth> {
  return recordHealth({ key, health: await ports.findHealth(key) }, change, ports)
}
