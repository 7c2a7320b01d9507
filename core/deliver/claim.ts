import type { DeliveryMessage } from '../deliveries/delivery-message.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import { isLeased, leaseUntil, type SoleProcess } from '../values/lease.ts'
import { type WaitingRow, rowOf, rowsOf, missedFirstAttemptMs } from '../waiting/waiting-row.ts'
import { isOrdered, type LinePorts, passTurn, takeTurn } from '../waiting/line.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'

export type ClaimPorts = Pick<DeliveryStore, 'findDelivery' | 'replaceDelivery'> &
  Pick<WaitingStore, 'removeWaiting'> &
  LinePorts &
  SoleProcess & { now: () => Date }

/** The attempt was made, or is not to be made; `delivery` is the stored one. */
export type AlreadyAttempted = { kind: 'already-attempted'; delivery: Delivery | undefined }

/** This process may make one attempt. `event` is present if the message enclosed it. */
export type Claimed = {
  kind: 'claimed'
  delivery: Delivery
  event?: Event
  rows: readonly WaitingRow[]
}

/** Another delivery of the resource comes first. This one is brought back when that has ended. */
export type NotItsTurn = { kind: 'not-its-turn'; delivery: Delivery }

type Busy = { kind: 'busy' }
type Unclaimed = AlreadyAttempted | NotItsTurn | Busy | { kind: 'predecessor-unrecorded' }

/** Longer than the deliver function may run, shorter than the visibility timeout of its message. */
const claimMs = 90_000

/**
 * Ensures that the attempt of a message is made once. A first attempt needs no claim while its
 * message is the only one; any other attempt leases the delivery. After a crash the lease ends, and
 * the message that returns claims the delivery again.
 *
 * `busy`: another process holds the delivery. `predecessor-unrecorded`: the previous attempt is not
 * recorded yet, although the row of this one is already parked.
 */
export async function claim(
  message: DeliveryMessage,
  isRedelivered: boolean,
  ports: ClaimPorts,
): Promise<Claimed | Unclaimed> {
  const { marketplace, delivery: id, number, enclosed } = message
  const rows = rowsOf(message)
  if (enclosed !== undefined && !mayBeRepeated(message, isRedelivered, ports)) {
    return { kind: 'claimed', ...enclosed, rows }
  }
  const delivery = await ports.findDelivery(marketplace, id)
  if (delivery?.status !== 'pending' || isOver(delivery, message)) {
    if (hasLeftLine(delivery)) await passTurn(delivery, ports)
    await ports.removeWaiting(rows)
    return { kind: 'already-attempted', delivery }
  }
  if (delivery.attempts.length < number - 1) return { kind: 'predecessor-unrecorded' }

  const next = isOrdered(delivery) ? await takeTurn(delivery, rowOf(message), ports) : delivery
  if (next !== undefined) return claimRow(next, message, ports)
  // The delivery before may have ended meanwhile and parked the row again: that one stays.
  await ports.removeWaiting(rows.slice(1))
  return { kind: 'not-its-turn', delivery }
}

async function claimRow(
  delivery: Delivery,
  message: DeliveryMessage,
  ports: ClaimPorts,
): Promise<Claimed | Busy> {
  const leased = await lease(delivery, ports)
  if (leased === undefined) return { kind: 'busy' }
  return { kind: 'claimed', ...message.enclosed, delivery: leased, rows: rowsOf(message) }
}

/** Whether the delivery has ended; its process may have died before it passed the turn. */
function hasLeftLine(delivery: Delivery | undefined): delivery is Delivery {
  return delivery !== undefined && isOrdered(delivery) && delivery.status !== 'pending'
}

/**
 * Whether the attempt was made, or is made later by another row: a crash between the two writes of a
 * record repeats the attempt before, which then sets another due time.
 */
function isOver(
  { attempts, dueAt, requested }: Delivery,
  { number, dueAt: expected }: DeliveryMessage,
): boolean {
  if (attempts.length >= number) return true
  return requested === undefined && dueAt !== undefined && expected < dueAt
}

/** The delivery, leased to this process; undefined while another one holds it. */
async function lease(delivery: Delivery, ports: ClaimPorts): Promise<Delivery | undefined> {
  const { soleProcessSince } = ports
  const now = ports.now()
  if (isLeased(delivery.leasedUntil, now, { ms: claimMs, soleProcessSince })) return undefined

  const leasedUntil = leaseUntil(now, claimMs)
  const leased = { ...delivery, leasedUntil, revision: delivery.revision + 1 }
  return (await ports.replaceDelivery(leased, delivery)) ? leased : undefined
}

/** Long before the sweep parks a first attempt, its message claims the row. */
const claimAfterMs = missedFirstAttemptMs / 2

/**
 * Whether another message for the same attempt may exist: it was redelivered, or the sweep sent
 * one.
 */
function mayBeRepeated(
  message: DeliveryMessage,
  isRedelivered: boolean,
  { now }: ClaimPorts,
): boolean {
  if (isRedelivered || message.isRedelivered === true) return true
  return now().getTime() - Date.parse(message.dueAt) >= claimAfterMs
}
