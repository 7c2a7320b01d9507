import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { isLeased, leaseUntil, type SoleProcess } from '../values/lease.ts'
import { type WaitingRow, rowsOfMessage, missedFirstAttemptMs } from '../waiting/waiting-row.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'

export type ClaimPorts = Pick<DeliveryStore, 'findDelivery' | 'replaceDelivery'> &
  Pick<WaitingStore, 'removeWaiting'> &
  SoleProcess & { now: () => Date }

/** The attempt was made, or is not to be made; the delivery is what became of it. */
export type AlreadyAttempted = { kind: 'already-attempted'; delivery: Delivery | undefined }

/**
 * A delivery that is ours for one attempt, the event if the message brought it, and its waiting
 * rows.
 */
export type Claimed = {
  kind: 'claimed'
  delivery: Delivery
  event?: Event
  rows: readonly WaitingRow[]
}

/** Longer than the deliver function may run, shorter than its message stays hidden. */
const claimMs = 90_000

/**
 * Makes sure that the attempt which a message asks for is made once. A first attempt is free to
 * go, since its message is there once; a later one, or a repeated message, takes the row. A claim
 * outlives a crash by `claimMs` at most, and then the message that comes back takes the row again.
 * `early` means that the attempt before is not recorded, though this one's row is there already.
 */
export async function claim(
  message: DeliveryMessage,
  isRedelivered: boolean,
  ports: ClaimPorts,
): Promise<Claimed | AlreadyAttempted | { kind: 'busy' } | { kind: 'predecessor-unrecorded' }> {
  const rows = message.kind === 'later' ? rowsOfMessage(message) : []
  if (message.kind === 'first' && isOnlyMessage(message, isRedelivered, ports)) {
    const { delivery, event } = message
    return { kind: 'claimed', delivery, rows, ...(event && { event }) }
  }

  const wanted = wantedBy(message)
  const delivery = await ports.findDelivery(wanted.marketplace, wanted.id)
  const isEarly = delivery?.status === 'pending' && delivery.attempts.length < wanted.number - 1
  if (isEarly) return { kind: 'predecessor-unrecorded' }
  if (delivery?.status !== 'pending' || delivery.attempts.length !== wanted.number - 1) {
    await ports.removeWaiting(rows)
    return { kind: 'already-attempted', delivery }
  }
  const { soleProcessSince } = ports
  if (isLeased(delivery.leasedUntil, ports.now(), { ms: claimMs, soleProcessSince }))
    return { kind: 'busy' }

  const leasedUntil = leaseUntil(ports.now(), claimMs)
  const claimed = { ...delivery, leasedUntil, revision: delivery.revision + 1 }
  if (!(await ports.replaceDelivery(claimed, delivery))) return { kind: 'busy' }
  return {
    kind: 'claimed',
    delivery: claimed,
    rows,
    ...(message.kind === 'first' && message.event && { event: message.event }),
  }
}

/** A first attempt's message that is there for the first time, and before anybody misses it. */
function isOnlyMessage(
  message: Extract<DeliveryMessage, { kind: 'first' }>,
  isRedelivered: boolean,
  { now }: ClaimPorts,
): boolean {
  if (isRedelivered || message.isRedelivered === true) return false
  return now().getTime() - Date.parse(message.delivery.createdAt) < missedFirstAttemptMs / 2
}

function wantedBy(message: DeliveryMessage) {
  const { marketplace, id } =
    message.kind === 'first' ? message.delivery : { ...message, id: message.delivery }
  return { marketplace, id, number: message.kind === 'first' ? 1 : message.number }
}
