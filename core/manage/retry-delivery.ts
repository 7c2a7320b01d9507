import type { Delivery } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { addMs } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import { wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { messageLeaseMs, type WaitingRow } from '../waiting/waiting-row.ts'

export type RetryPorts = WakeAtPorts & {
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
  park: (row: WaitingRow) => Promise<void>
  removeWaiting: (rows: readonly WaitingRow[]) => Promise<void>
  /** Saves the delivery after a change, unless another change came between (false). */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
  log: Log
}

/**
 * Lets an attempt be made now that somebody asks for, whatever became of the delivery; undefined
 * if it was changed meanwhile. A row that is lent to the message comes first, so that a crash
 * delays the attempt and does not lose it.
 */
export async function requestRetry(
  before: Delivery,
  by: string,
  ports: RetryPorts,
): Promise<Delivery | undefined> {
  const { claimedUntil, requested, ...delivery } = before
  const { marketplace, webhook, id } = delivery
  const now = ports.now()
  const at = now.toISOString()
  const leasedUntil = addMs(now, messageLeaseMs)
  const number = delivery.attempts.length + 1
  const row = { marketplace, webhook, delivery: id, dueAt: at, number, leasedUntil }
  await ports.park(row)

  const after: Delivery = {
    ...delivery,
    status: 'pending',
    requested: { by, at, status: requested?.status ?? delivery.status },
    revision: delivery.revision + 1,
  }
  if (!(await ports.replaceDelivery(after, before))) {
    await ports.removeWaiting([row])
    return undefined
  }
  await ports.queueDeliveries([{ kind: 'later', ...row, isRequested: true }])
  await wakeAt({ marketplace, id: webhook }, leasedUntil, ports)
  ports.log({ message: 'retry requested', marketplace, webhook, delivery: id, number, by })
  return after
}

/** Why no attempt can be asked for now; undefined when it can. */
export async function retryRefusal(
  delivery: Delivery,
  ports: RetryPorts,
): Promise<string | undefined> {
  if (isInProgress(delivery, ports.now())) {
    return 'an attempt is in progress; wait for how it ends'
  }
  const { marketplace, webhook: id, event } = delivery
  const [webhook, stored] = await Promise.all([
    ports.findWebhook(marketplace, id),
    ports.findEvent(marketplace, event.uuid),
  ])
  if (webhook === undefined)
    return `its webhook '${id}' was removed, and nobody is there to send to`
  if (!webhook.enabled) return `its webhook '${id}' is disabled; enable it first`
  return stored === undefined ? 'its event is stored no more' : undefined
}

/** Whether a message for an attempt is on its way, or in somebody's hands. */
function isInProgress(delivery: Delivery, now: Date): boolean {
  const { status, attempts, claimedUntil, dueAt, requested } = delivery
  if (status !== 'pending') return false
  if (claimedUntil !== undefined && claimedUntil > now.toISOString()) return true
  if (requested !== undefined) return Date.parse(requested.at) > now.getTime() - messageLeaseMs
  return dueAt === undefined && attempts.length === 0 // its first message is on its way
}
