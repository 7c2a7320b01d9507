import type { Call } from '../deliveries/http-exchange.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import type { Event } from '../events/event.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import type { Webhook } from '../webhooks/webhook.ts'

export type TryOutNeeds = {
  storeEvent: (event: Event) => Promise<Event | undefined>
  /** Adds the delivery; answers with the one that is there already, if there is. */
  addDelivery: (delivery: Delivery) => Promise<Delivery | undefined>
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  findCalls: (delivery: Delivery) => Promise<(Call | undefined)[]>
  wait: (ms: number) => Promise<void>
  now: () => Date
}

/**
 * A test as far as it came; `isOver` when its one attempt was made, with what is kept of its call.
 */
export type TriedOut = { delivery: Delivery; isOver: boolean; calls: readonly (Call | undefined)[] }

/**
 * The attempt may take its whole limit, and its message some time; but API Gateway ends after 30 s.
 */
const usualLimitSeconds = 30
const onItsWaySeconds = 5
const mostSeconds = 25

/** Short at first, for most receivers answer at once. */
const firstPollMs = 50
const longestPollMs = 500

/**
 * Sends the event to the webhook on the way of every event, and looks until the attempt is recorded
 * or nobody can wait any longer.
 */
export async function tryOut(
  event: Event,
  webhook: Webhook,
  needs: TryOutNeeds,
): Promise<TriedOut> {
  const began = needs.now()
  const delivery = newDelivery(event, webhook.id, {
    status: 'pending',
    source: 'test',
    createdAt: began.toISOString(),
    isTest: true,
  })
  await Promise.all([needs.storeEvent(event), needs.addDelivery(delivery)])
  await needs.queueDeliveries([{ kind: 'first', delivery }])

  const until = began.getTime() + limitSecondsOf(webhook) * 1000
  let there = delivery
  for (let ms = firstPollMs; isOpen(there); ms = Math.min(longestPollMs, ms * 2)) {
    if (needs.now().getTime() + ms > until) return { delivery: there, isOver: false, calls: [] }
    await needs.wait(ms)
    there = (await needs.findDelivery(delivery.marketplace, delivery.id)) ?? there
  }
  return { delivery: there, isOver: true, calls: await needs.findCalls(there) }
}

function limitSecondsOf({ timeLimitSeconds = usualLimitSeconds }: Webhook): number {
  return Math.min(mostSeconds, timeLimitSeconds + onItsWaySeconds)
}

function isOpen({ status }: Delivery): boolean {
  return status === 'pending'
}
