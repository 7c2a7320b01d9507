import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { positionAt } from '../deliveries/delivery-id.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { firstAttempt, nextAttempt } from '../deliveries/due-attempt.ts'
import type { Log } from '../ports.ts'
import { isLeased } from '../values/lease.ts'
import { addMs } from '../values/timestamp.ts'
import { isOrdered, joinLine, type LinePorts, parkFirst } from '../waiting/line.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { missedFirstAttemptMs } from '../waiting/waiting-row.ts'
import type { WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import type { SweepStore } from './sweep-store.ts'

export type SweepFirstPorts = MovePorts &
  LinePorts &
  Pick<SweepStore, 'findSwept' | 'saveSwept'> &
  Pick<DeliveryStore, 'findCreated' | 'replaceDelivery'> &
  WakeUpQueue & {
    /** Up to when every first attempt was made or has a row; by default up to an hour ago. */
    firstAttemptsMadeBy?: () => Date
    log: Log
  }

/** The most that one invocation reads; the next message continues. */
const eventsAtOnce = 100

/** Parks the first attempts that were missed. */
export async function sweepFirst(
  { marketplace }: Extract<WakeUpMessage, { kind: 'sweep-first' }>,
  ports: SweepFirstPorts,
): Promise<void> {
  const from = (await ports.findSwept(marketplace)) ?? ''
  const end = endOf(ports)
  const range = { from, to: positionAt(end) }
  if (range.to <= range.from) return
  const { deliveries, next } = await ports.findCreated(marketplace, range, eventsAtOnce)
  for await (const delivery of deliveries) {
    if (isUnattempted(delivery)) await bringBack(delivery, ports)
  }
  await ports.saveSwept(marketplace, next ?? range.to)
  if (next !== undefined) await ports.sendWakeUp({ kind: 'sweep-first', marketplace }, end)
}

function endOf({ firstAttemptsMadeBy, now }: SweepFirstPorts): string {
  return firstAttemptsMadeBy?.().toISOString() ?? addMs(now(), -missedFirstAttemptMs)
}

function isUnattempted({ revision, status, attempts }: Delivery): boolean {
  return revision === 0 || (status === 'pending' && attempts.length === 0)
}

async function bringBack(delivery: Delivery, ports: SweepFirstPorts): Promise<void> {
  const { leasedUntil, requested } = delivery
  if (requested !== undefined) return
  if (leasedUntil !== undefined && isLeased(leasedUntil, ports.now())) {
    return remind(delivery, leasedUntil, ports)
  }
  return bringBackMissed(delivery, ports)
}

/** A process holds the delivery. If the process dies, no later sweep looks at the delivery again. */
async function remind(
  delivery: Delivery,
  leasedUntil: string,
  ports: SweepFirstPorts,
): Promise<void> {
  const { marketplace, endpoint: id } = delivery
  await ports.park(nextAttempt(delivery, leasedUntil))
  await wakeAt({ marketplace, id }, leasedUntil, ports)
}

/** One that waits for others is not missed, and has its place. */
async function bringBackInOrder(delivery: Delivery, ports: SweepFirstPorts): Promise<void> {
  const joining = { delivery, attempt: firstAttempt(delivery), isRepeated: true }
  const { place, isFirst } = await joinLine(joining, ports)
  if (isFirst) await parkFirst(place, ports)
}

/** The waiting row may or may not exist, so it is parked again. */
async function bringBackMissed(delivery: Delivery, ports: SweepFirstPorts): Promise<void> {
  const { leasedUntil, ...rest } = delivery
  const { marketplace, endpoint, id, createdAt, dueAt, revision } = rest
  const saved = { ...rest, revision: revision + 1 }
  if (delivery.status === 'skipped') {
    await ports.replaceDelivery(saved, delivery)
    return
  }

  if (isOrdered(delivery)) return bringBackInOrder(delivery, ports)

  const reminder = firstAttempt(delivery)
  if (leasedUntil === undefined && dueAt !== undefined && revision > 0) {
    return ports.park(reminder) // the sweep of its webhook sets the wake-up
  }
  const save = () => ports.replaceDelivery({ ...saved, dueAt: createdAt }, delivery)
  await moveDelivery({ reminder, save, wakeAt: ports.now().toISOString() }, ports)
  ports.log({ message: 'missed', marketplace, webhook: endpoint, delivery: id })
}
