import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, positionOf } from '../deliveries/delivery.ts'
import { firstAttempt } from '../deliveries/due-attempt.ts'
import type { WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'
import { addMs } from '../values/timestamp.ts'
import { isLeased } from '../values/lease.ts'
import type { Log } from '../ports.ts'
import { resumeIfLost } from './recovery.ts'
import type { SweepStore } from './sweep-store.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { isOverdue, replaceWakeUp } from '../waiting/wake-up.ts'
import { missedFirstAttemptMs } from '../waiting/waiting-row.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

export type SweepPorts = MovePorts &
  SweepStore &
  Pick<WebhookStore, 'findMarketplaces'> &
  Pick<DeliveryStore, 'findPending' | 'replaceDelivery'> &
  WakeUpQueue & { log: Log }

/** The most that one invocation handles; the next message continues. */
const webhooksAtOnce = 1000
const deliveriesAtOnce = 100

/**
 * Sets a new wake-up for every webhook whose own was lost: it is overdue, or missing although
 * deliveries wait. With `resetAll` every wake-up is replaced.
 */
export async function sweep(
  { resetAll = false, after }: Extract<WakeUpMessage, { kind: 'sweep' }>,
  ports: SweepPorts,
): Promise<void> {
  const at = ports.now().toISOString()
  if (after === undefined) {
    for await (const marketplace of ports.findMarketplaces()) {
      await ports.sendWakeUp({ kind: 'sweep-first', marketplace }, at)
    }
  }
  let seen = 0
  for await (const { place, recovery, ...key } of ports.findWaitingWebhooks(after)) {
    if (recovery === undefined) await wakeIfLost(key, resetAll, ports)
    else await resumeIfLost(recovery, resetAll, ports)
    seen += 1
    if (seen === webhooksAtOnce) {
      await ports.sendWakeUp({ kind: 'sweep', resetAll, after: place }, at)
      return
    }
  }
}

async function wakeIfLost(key: EndpointKey, resetAll: boolean, ports: SweepPorts): Promise<void> {
  const found = await ports.findWakeUp(key)
  const now = ports.now()
  if (!resetAll && found !== undefined && !isOverdue(found, now)) return

  await replaceWakeUp(key, now.toISOString(), ports)
  const { marketplace, id } = key
  ports.log({ message: resetAll ? 'wake-up reset' : 'swept', marketplace, webhook: id })
}

/** Parks the first attempts that were not made within an hour. */
export async function sweepFirst(
  { marketplace }: Extract<WakeUpMessage, { kind: 'sweep-first' }>,
  ports: SweepPorts,
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

async function bringBack(delivery: Delivery, ports: SweepPorts): Promise<void> {
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
