import { attemptLine, deliveryFields } from './attempt-log-line.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Claimed, AlreadyAttempted } from './claim.ts'
import type { Attempt, Delivery } from '../deliveries/delivery.ts'
import type { Log } from '../ports.ts'
import type { LocalFault } from '../deliveries/local-fault.ts'
import { nextAttempt } from '../deliveries/due-attempt.ts'
import { applyAttempt } from '../deliveries/apply-attempt.ts'
import { addMs } from '../values/timestamp.ts'
import { isOrdered, type LinePorts, passTurn } from '../waiting/line.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { replaceWakeUp } from '../waiting/wake-up.ts'

export type RecordPorts = MovePorts &
  LinePorts &
  Pick<DeliveryStore, 'findDelivery' | 'replaceDelivery'> & {
    waitsSeconds: readonly number[]
    random: () => number
    log: Log
  }

/** The state of the delivery; `already-attempted` when another process recorded it first. */
export type Recorded = 'settled' | 'waiting' | 'already-attempted'

/** Records how an attempt ended. A delivery that is to be tried again waits until it is due. */
export async function record(
  claimed: Claimed & { waitsSeconds?: readonly number[] },
  attempt: Attempt,
  ports: RecordPorts,
): Promise<Recorded> {
  const { delivery, waitsSeconds = ports.waitsSeconds } = claimed
  const { random, now } = ports
  const after = applyAttempt(delivery, attempt, { waitsSeconds, random, now })
  const line = attemptLine(after, attempt)
  const isSaved = await save(claimed, { after, line }, ports)
  if (after.dueAt !== undefined) return 'waiting'
  return isSaved ? 'settled' : 'already-attempted'
}

/**
 * Sets the wake-up that a crash may have prevented: the message returned after its attempt was
 * recorded.
 */
export async function completeEarlierRecord(
  { delivery }: AlreadyAttempted,
  ports: RecordPorts,
): Promise<Recorded> {
  if (delivery?.dueAt !== undefined && delivery.leasedUntil === undefined) {
    await replaceWakeUp(
      { marketplace: delivery.marketplace, id: delivery.endpoint },
      delivery.dueAt,
      ports,
    )
  }
  return 'already-attempted'
}

/**
 * Records that no attempt is made because the webhook is disabled or deleted. A delivery that had
 * ended before a retry was requested gets its old status back.
 */
export async function recordEnd(
  claimed: Claimed,
  status: 'skipped' | 'dropped',
  ports: RecordPorts,
): Promise<Recorded> {
  const { requested } = claimed.delivery
  const isEnded = requested !== undefined && requested.status !== 'pending'
  const after = { ...withoutClaim(claimed.delivery), status: isEnded ? requested.status : status }
  const line = { message: status, ...deliveryFields(after) }
  const isSaved = await save(claimed, { after, line }, ports)
  return isSaved ? 'settled' : 'already-attempted'
}

/** How long a delivery waits after this machine could not make its attempt. */
const localFaultMs = 1000

/**
 * Records that this machine could not make the attempt. The attempt keeps its number, and is made in
 * about a second.
 */
export async function recordLocalFault(
  claimed: Claimed,
  { code }: LocalFault,
  ports: RecordPorts,
): Promise<Recorded> {
  const { leasedUntil, ...delivery } = claimed.delivery
  const dueAt = addMs(ports.now(), localFaultMs)
  const after = { ...delivery, dueAt, revision: delivery.revision + 1 }
  const fields = { ...deliveryFields(after), reason: code, nextAttemptAt: dueAt }
  const line = { level: 'WARN', message: 'postponed', ...fields }
  return (await save(claimed, { after, line }, ports)) ? 'waiting' : 'already-attempted'
}

type Change = { after: Delivery; line: Readonly<Record<string, unknown>> }

/** Saves the delivery and logs the line with whether it is `recorded`. */
async function save(
  { delivery, rows }: Claimed,
  { after, line }: Change,
  ports: RecordPorts,
): Promise<boolean> {
  const { dueAt } = after
  const saveAndLog = async () => {
    const recorded =
      (await ports.replaceDelivery(after, delivery)) || (await saveLate(after, delivery, ports))
    ports.log({ ...line, recorded })
    if (recorded && dueAt === undefined && isOrdered(after)) await passTurn(after, ports)
    return recorded
  }
  return moveDelivery(
    {
      reminder: dueAt === undefined ? undefined : nextAttempt(after, dueAt),
      save: saveAndLog,
      done: rows,
      wakeAt: dueAt,
    },
    ports,
  )
}

/**
 * Another change came first. If it only claimed the delivery, the attempt is still recorded: the
 * holder of that claim is gone, or will find that the attempt was made.
 */
async function saveLate(
  after: Delivery,
  { attempts }: Delivery,
  ports: RecordPorts,
): Promise<boolean> {
  const current = await ports.findDelivery(after.marketplace, after.id)
  if (current?.status !== 'pending' || current.attempts.length !== attempts.length) return false
  return ports.replaceDelivery({ ...after, revision: current.revision + 1 }, current)
}

/** The delivery at its next revision, without a claim, a due time or a request. */
function withoutClaim({ leasedUntil, dueAt, requested, ...delivery }: Delivery): Delivery {
  return { ...delivery, revision: delivery.revision + 1 }
}
