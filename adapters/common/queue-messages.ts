import type { DeliveryQueue } from '../../core/deliveries/delivery-message.ts'
import type { WakeUpQueue } from '../../core/waiting/wake-up-message.ts'
import type { Queue } from '../../core/ports.ts'

/** The longest delay of an SQS message; a later wake-up arrives early and is sent again. */
const maxDelaySeconds = 900

/** Queues attempts; a webhook's messages are one group, so that it does not delay the others. */
export function deliveriesOn({ send }: Pick<Queue, 'send'>): DeliveryQueue['queueDeliveries'] {
  return (messages) =>
    send(messages.map((message) => ({ body: JSON.stringify(message), group: message.webhook })))
}

/** Queues wake-ups, to arrive at their moment or as late as a queue can delay them. */
export function wakeUpsOn(
  { send }: Pick<Queue, 'send'>,
  now: () => Date,
): WakeUpQueue['sendWakeUp'] {
  return (message, at) => {
    const exact = (Date.parse(at) - now().getTime()) / 1000
    const seconds = exact < 1 ? exact : Math.ceil(exact) // only rate limits wake so soon
    const delaySeconds = Math.min(Math.max(seconds, 0), maxDelaySeconds)
    const group = 'webhook' in message ? message.webhook : 'sweep'
    return send([{ body: JSON.stringify(message), group, delaySeconds }])
  }
}
