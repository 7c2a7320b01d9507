import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { type DueAttempt, nextAttempt } from '../deliveries/due-attempt.ts'
import { leaseUntil } from '../values/lease.ts'
import { joinLine, type LinePorts } from '../waiting/line.ts'
import type { Place } from '../waiting/line-store.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { messageLeaseMs } from '../waiting/waiting-row.ts'

export type SendAgainPorts = MovePorts & LinePorts & Pick<DeliveryStore, 'replaceDelivery'>

type Requeue = { recovery: string; isOrdered: boolean }

/**
 * Makes deliveries that have ended wait again, due now; resolves with how many. Ordered ones join the
 * lines of their resources one after the other, in the given order.
 */
export async function sendAgain(
  deliveries: readonly Delivery[],
  { recovery, isOrdered }: Requeue,
  ports: SendAgainPorts,
): Promise<number> {
  const all = deliveries.filter((delivery) => isToRecover(delivery, recovery))
  if (!isOrdered) {
    const taken = await Promise.all(all.map((delivery) => requeue(delivery, recovery, ports)))
    return taken.filter(Boolean).length
  }
  let count = 0
  for (const delivery of all) {
    if (await requeueInOrder(delivery, recovery, ports)) count += 1
  }
  return count
}

function isToRecover({ status, recovery, isTest }: Delivery, id: string): boolean {
  const isEnded = status === 'failed' || status === 'skipped'
  return isEnded && recovery !== id && isTest !== true
}

/**
 * The row of the delivery stays leased until the delivery is saved: claim() would drop a due row of a
 * delivery that has ended.
 */
async function requeue(
  delivery: Delivery,
  recovery: string,
  ports: SendAgainPorts,
): Promise<boolean> {
  const { after, row, leased } = requeued(delivery, recovery, ports.now())
  const save = () => ports.replaceDelivery(after, delivery)
  if (!(await moveDelivery({ reminder: leased, save }, ports))) return false
  return moveDelivery({ reminder: row, done: [leased] }, ports)
}

/**
 * The delivery gets its place before it is saved. If the process dies in between, the page is repeated
 * and adds another; claim() drops a place of a delivery that has ended when its turn comes.
 */
async function requeueInOrder(
  delivery: Delivery,
  recovery: string,
  ports: SendAgainPorts,
): Promise<boolean> {
  const { after, row, leased } = requeued(delivery, recovery, ports.now())
  await ports.park(leased)
  const joining = { delivery, attempt: row, isRepeated: false }
  const { place } = await joinLine(joining, ports)
  const ordered = { ...after, sequence: place.sequence }
  const save = () => ports.replaceDelivery(ordered, delivery)
  if (!(await moveDelivery({ reminder: leased, save }, ports))) return false
  const reminder = (await isFirstNow(ordered, { row, place }, ports)) ? row : undefined
  return moveDelivery({ reminder, done: [leased] }, ports)
}

/** Its turn may have come, and been passed, before the delivery was saved: then it joins again. */
async function isFirstNow(
  delivery: Delivery,
  { row, place }: { row: DueAttempt; place: Place },
  ports: SendAgainPorts,
): Promise<boolean> {
  const first = await ports.findFirstPlace(delivery)
  if (first?.delivery === delivery.id) return true
  if (first !== undefined && first.position < place.position) return false
  const { isFirst } = await joinLine({ delivery, attempt: row, isRepeated: true }, ports)
  return isFirst
}

function requeued(delivery: Delivery, recovery: string, now: Date) {
  const dueAt = now.toISOString()
  const after: Delivery = {
    ...delivery,
    status: 'pending',
    dueAt,
    scheduleStart: delivery.attempts.length,
    recovery,
    revision: delivery.revision + 1,
  }
  const row = nextAttempt(delivery, dueAt)
  const leased = { ...row, leasedUntil: leaseUntil(now, messageLeaseMs) }
  return { after, row, leased }
}
