import type { Delivery } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { momentAfter } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import { wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { lentMs, type Waiting } from '../waiting/waiting-row.ts'

export type RetryNeeds = WakeAtNeeds & {
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
  park: (row: Waiting) => Promise<void>
  removeWaiting: (rows: readonly Waiting[]) => Promise<void>
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
export async function retry(
  before: Delivery,
  by: string,
  needs: RetryNeeds,
): Promise<Delivery | undefined> {
  const { claimedUntil, requested, ...delivery } = before
  const { marketplace, webhook, id } = delivery
  const now = needs.now()
  const at = now.toISOString()
  const lentUntil = momentAfter(now, lentMs)
  const number = delivery.attempts.length + 1
  const row = { marketplace, webhook, delivery: id, dueAt: at, number, lentUntil }
  await needs.park(row)

  const after: Delivery = {
    ...delivery,
    status: 'pending',
    requested: { by, at, status: requested?.status ?? delivery.status },
    revision: delivery.revision + 1,
  }
  if (!(await needs.replaceDelivery(after, before))) {
    await needs.removeWaiting([row])
    return undefined
  }
  await needs.queueDeliveries([{ kind: 'later', ...row, isRequested: true }])
  await wakeAt({ marketplace, id: webhook }, lentUntil, needs)
  needs.log({ message: 'retry requested', marketplace, webhook, delivery: id, number, by })
  return after
}

/** Why no attempt can be asked for now; undefined when it can. */
export async function retryFault(
  delivery: Delivery,
  needs: RetryNeeds,
): Promise<string | undefined> {
  if (isInProgress(delivery, needs.now())) {
    return 'an attempt is in progress; wait for how it ends'
  }
  const { marketplace, webhook: id, event } = delivery
  const [webhook, stored] = await Promise.all([
    needs.findWebhook(marketplace, id),
    needs.findEvent(marketplace, event.uuid),
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
  if (requested !== undefined) return Date.parse(requested.at) > now.getTime() - lentMs
  return dueAt === undefined && attempts.length === 0 // its first message is on its way
}
