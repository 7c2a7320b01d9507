import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import type { EventStore } from '../events/event-store.ts'
import type { DeliveryQueue } from '../deliveries/delivery-message.ts'
import { nextAttempt } from '../deliveries/due-attempt.ts'
import { isLeased, leaseUntil } from '../values/lease.ts'
import type { Log } from '../ports.ts'
import { earlierDelivery } from '../waiting/earlier-delivery.ts'
import type { LineStore } from '../waiting/line-store.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { messageLeaseMs } from '../waiting/waiting-row.ts'

export type RetryPorts = MovePorts &
  Pick<DeliveryStore, 'findDelivery' | 'replaceDelivery'> &
  Pick<WebhookStore, 'findWebhook'> &
  Pick<EventStore, 'findEvent'> &
  Pick<LineStore, 'findFirstPlace'> &
  DeliveryQueue & { log: Log }

/**
 * Requests an attempt now, whatever the status of the delivery; undefined if the delivery was
 * changed meanwhile. Its row is leased to the message that is queued last, so that a crash delays
 * the attempt and does not lose it.
 */
export async function requestRetry(
  before: Delivery,
  by: string,
  ports: RetryPorts,
): Promise<Delivery | undefined> {
  const { leasedUntil: _, requested, ...delivery } = before
  const now = ports.now()
  const at = now.toISOString()
  const after: Delivery = {
    ...delivery,
    ...((await joinsLine(delivery, ports)) && { sequence: delivery.sequence ?? 0 }),
    status: 'pending',
    requested: { by, at, status: requested?.status ?? delivery.status },
    revision: delivery.revision + 1,
  }
  const leasedUntil = leaseUntil(now, messageLeaseMs)
  const reminder = { ...nextAttempt(delivery, at), leasedUntil }
  const save = () => ports.replaceDelivery(after, before)
  if (!(await moveDelivery({ reminder, save, wakeAt: leasedUntil }, ports))) return undefined

  await ports.queueDeliveries([{ ...reminder, isRequested: true }])
  const { marketplace, endpoint, id } = after
  ports.log({
    message: 'retry requested',
    ...{ marketplace, webhook: endpoint, delivery: id, number: reminder.number, by },
  })
  return after
}

/** deliver adds it to the line of its resource: it does not overtake what waits there. */
async function joinsLine(
  { marketplace, endpoint, isTest }: Delivery,
  { findWebhook }: RetryPorts,
): Promise<boolean> {
  if (isTest === true) return false
  const webhook = await findWebhook(marketplace, endpoint)
  return webhook?.ordering === 'RESOURCE'
}

/** Why no attempt can be requested now; undefined when it can. */
export async function retryRefusal(
  delivery: Delivery,
  ports: RetryPorts,
): Promise<string | undefined> {
  if (isInProgress(delivery, ports.now())) {
    return 'an attempt is in progress; wait for its outcome'
  }
  const { marketplace, endpoint: id, event } = delivery
  const [webhook, stored] = await Promise.all([
    ports.findWebhook(marketplace, id),
    ports.findEvent(marketplace, event.uuid),
  ])
  if (webhook === undefined) return `its webhook '${id}' was deleted`
  if (!webhook.enabled) return `its webhook '${id}' is disabled; enable it first`
  if ((await earlierDelivery(delivery, ports)) !== undefined) {
    return 'it waits for an earlier delivery of its resource; retry that one'
  }
  return stored === undefined ? 'its event is no longer stored' : undefined
}

/** Whether a message for the next attempt is queued, or a process is making the attempt. */
function isInProgress(delivery: Delivery, now: Date): boolean {
  const { status, attempts, leasedUntil, dueAt, requested } = delivery
  if (status !== 'pending') return false
  if (isLeased(leasedUntil, now)) return true
  if (requested !== undefined) {
    return isLeased(leaseUntil(new Date(requested.at), messageLeaseMs), now)
  }
  return dueAt === undefined && attempts.length === 0 // its first message is queued
}
