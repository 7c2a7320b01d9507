import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import type { AcceptedEvent, EventStore } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import { listEvent } from '../events/list-event.ts'
import { type DeliveryQueue, firstMessage } from '../deliveries/delivery-message.ts'
import { poll } from '../values/poll.ts'
import type { Webhook } from '../webhooks/webhook.ts'

export type SendTestPorts = Pick<
  EventStore,
  'storeEvent' | 'listUnderResource' | 'listUnderBusinessId'
> &
  Pick<DeliveryStore, 'findDelivery'> &
  DeliveryQueue & { wait: (ms: number) => Promise<void>; now: () => Date }

/** The state of a test. Once `isOver`, its one attempt was made. */
export type TestResult = { delivery: Delivery; isOver: boolean }

/**
 * The time limit of the attempt, and some time for its queue; API Gateway ends requests after 30 s.
 */
const defaultLimitSeconds = 30
const queueingSeconds = 5
const maxSeconds = 25

/** Sends the event to the webhook like any other one, and polls until the attempt is recorded. */
export async function sendTest(
  event: Event,
  webhook: Webhook,
  ports: SendTestPorts,
): Promise<TestResult> {
  const began = ports.now()
  const planned = { endpoint: webhook.id, start: 'queued' } as const
  const accepted: AcceptedEvent = {
    event,
    acceptedAt: began.toISOString(),
    source: 'test',
    deliveries: [planned],
    isTest: true,
  }
  const delivery = newDelivery(accepted, planned)
  await Promise.all([ports.storeEvent(accepted), listEvent(accepted, ports)])
  await ports.queueDeliveries([{ ...firstMessage(delivery), isRequested: true }])

  const until = began.getTime() + limitSecondsOf(webhook) * 1000
  const read = async () => (await ports.findDelivery(delivery.marketplace, delivery.id)) ?? delivery
  const latest = await poll({ known: delivery, read, isDone: isOver, until }, ports)
  return { delivery: latest, isOver: isOver(latest) }
}

function limitSecondsOf({ timeLimitSeconds = defaultLimitSeconds }: Webhook): number {
  return Math.min(maxSeconds, timeLimitSeconds + queueingSeconds)
}

function isOver({ status }: Delivery): boolean {
  return status !== 'pending'
}
