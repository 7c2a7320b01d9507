import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, positionOf } from '../deliveries/delivery.ts'
import { firstAttempt } from '../deliveries/due-attempt.ts'
import type { Log } from '../ports.ts'
import { isLeased } from '../values/lease.ts'
import { addMs } from '../values/timestamp.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { missedFirstAttemptMs } from '../waiting/waiting-row.ts'
import type { WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'
import type { SweepStore } from './sweep-store.ts'

export type SweepFirstPorts = MovePorts &
  Pick<SweepStore, 'findSwept' | 'saveSwept'> &
  Pick<DeliveryStore, 'findPending' | 'replaceDelivery'> &
  WakeUpQueue & { log: Log }

/** The most that one invocation reads; the next message continues. */
const deliveriesAtOnce = 100

/** Parks the first attempts that were not made within an hour. */
export async function sweepFirst(
  { marketplace }: Extract<WakeUpMessage, { kind: 'sweep-first' }>,
  ports: SweepFirstPorts,
): Promise<void> {
  const from = (await ports.findSwept(marketplace)) ?? ''
  const to = addMs(ports.now(), -missedFirstAttemptMs)
  const pending = await ports.findPending(marketplace, { from, to }, deliveriesAtOnce)
  for (const delivery of pending) {
    if (isMissed(delivery, ports.now())) await bringBack(delivery, ports)
  }
  const last = pending.length === deliveriesAtOnce ? pending.at(-1) : undefined
  await ports.saveSwept(marketplace, last === undefined ? to : `${positionOf(last)}~`)
  if (last !== undefined) await ports.sendWakeUp({ kind: 'sweep-first', marketplace }, to)
}

/** No process holds it. Its waiting row may or may not exist, so it is parked again. */
function isMissed({ attempts, leasedUntil, requested }: Delivery, now: Date): boolean {
  return attempts.length === 0 && !isLeased(leasedUntil, now) && requested === undefined
}

async function bringBack(delivery: Delivery, ports: SweepFirstPorts): Promise<void> {
  const { leasedUntil, ...rest } = delivery
  const { marketplace, endpoint, id, createdAt, dueAt, revision } = rest
  const reminder = firstAttempt(delivery)
  if (leasedUntil === undefined && dueAt !== undefined) {
    return ports.park(reminder) // the sweep of its webhook sets the wake-up
  }
  const after = { ...rest, dueAt: createdAt, revision: revision + 1 }
  const save = () => ports.replaceDelivery(after, delivery)
  await moveDelivery({ reminder, save, wakeAt: ports.now().toISOString() }, ports)
  ports.log({ message: 'missed', marketplace, webhook: endpoint, delivery: id })
}
