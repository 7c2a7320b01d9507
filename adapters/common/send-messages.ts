import { type DeliveryQueue, groupOf } from '../../core/deliveries/delivery-message.ts'
import type { IntegrationEvent } from '../../core/integration/integration-event.ts'
import type { mailTriggers } from '../../core/mail/mail-triggers.ts'
import type { WakeUpQueue } from '../../core/waiting/wake-up-message.ts'
import type { Queue } from '../../core/ports.ts'

/** SQS's maximum delay. A later wake-up arrives early and is sent again. */
const maxDelaySeconds = 900

/**
 * Queues attempts. Each endpoint is a message group, so that a busy one does not delay the others.
 */
export function deliveriesOn({ send }: Pick<Queue, 'send'>): DeliveryQueue['queueDeliveries'] {
  return (messages) =>
    send(messages.map((message) => ({ body: JSON.stringify(message), group: groupOf(message) })))
}

/** Queues calls to vendors. Each product is a message group. */
export function vendorCallsOn({ send }: Pick<Queue, 'send'>) {
  return ({ token, product }: Pick<IntegrationEvent, 'token' | 'product'>): Promise<void> =>
    send([{ body: JSON.stringify({ kind: 'call', token }), group: product }])
}

/** Queues what mails are to be sent about, as a notice of the bus. Each marketplace is a message group. */
export function mailsOn({ send }: Pick<Queue, 'send'>) {
  return (marketplace: string, type: (typeof mailTriggers)[number], detail: object) =>
    send([{ body: JSON.stringify({ 'detail-type': type, detail }), group: marketplace }])
}

/** Queues wake-ups for the time they are due, or with the longest delay that the queue supports. */
export function wakeUpsOn(
  { send }: Pick<Queue, 'send'>,
  now: () => Date,
): WakeUpQueue['sendWakeUp'] {
  return (message, at) => {
    const exact = (Date.parse(at) - now().getTime()) / 1000
    const seconds = exact < 1 ? exact : Math.ceil(exact) // below 1 s only for rate limits
    const delaySeconds = Math.min(Math.max(seconds, 0), maxDelaySeconds)
    const group = 'endpoint' in message ? message.endpoint : 'sweep'
    return send([{ body: JSON.stringify(message), group, delaySeconds }])
  }
}
