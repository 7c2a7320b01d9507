import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { HttpExchangeStore } from '../deliveries/http-exchange-store.ts'
import type { HttpExchange } from '../deliveries/http-exchange.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import type { EventStore } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import { type DeliveryQueue, firstMessage } from '../deliveries/delivery-message.ts'
import type { Webhook } from '../webhooks/webhook.ts'

export type SendTestPorts = Pick<EventStore, 'storeEvent'> &
  Pick<DeliveryStore, 'addDelivery' | 'findDelivery'> &
  Pick<HttpExchangeStore, 'findExchanges'> &
  DeliveryQueue & { wait: (ms: number) => Promise<void>; now: () => Date }

/**
 * The state of a test. Once `isOver`, its one attempt was made, and its HTTP exchange is present.
 */
export type TestResult = {
  delivery: Delivery
  isOver: boolean
  exchanges: readonly (HttpExchange | undefined)[]
}

/**
 * The time limit of the attempt, and some time for its queue; API Gateway ends requests after 30 s.
 */
const defaultLimitSeconds = 30
const queueingSeconds = 5
const maxSeconds = 25

/** Short at first: most receivers respond quickly. */
const firstPollMs = 50
const maxPollMs = 500

/** Sends the event to the webhook like any other one, and polls until the attempt is recorded. */
export async function sendTest(
  event: Event,
  webhook: Webhook,
  ports: SendTestPorts,
): Promise<TestResult> {
  const began = ports.now()
  const delivery = newDelivery(event, webhook.id, {
    status: 'pending',
    source: 'test',
    createdAt: began.toISOString(),
    isTest: true,
  })
  await Promise.all([ports.storeEvent(event), ports.addDelivery(delivery)])
  await ports.queueDeliveries([{ ...firstMessage(delivery), isRequested: true }])

  const until = began.getTime() + limitSecondsOf(webhook) * 1000
  let latest = delivery
  for (let ms = firstPollMs; isOpen(latest); ms = Math.min(maxPollMs, ms * 2)) {
    if (ports.now().getTime() + ms > until)
      return { delivery: latest, isOver: false, exchanges: [] }
    await ports.wait(ms)
    latest = (await ports.findDelivery(delivery.marketplace, delivery.id)) ?? latest
  }
  return { delivery: latest, isOver: true, exchanges: await ports.findExchanges(latest) }
}

function limitSecondsOf({ timeLimitSeconds = defaultLimitSeconds }: Webhook): number {
  return Math.min(maxSeconds, timeLimitSeconds + queueingSeconds)
}

function isOpen({ status }: Delivery): boolean {
  return status === 'pending'
}
