import type { DeliveryMessage, WakeUpMessage } from '../../core/deliveries/messages.ts'
import type { Queue } from '../../core/ports.ts'

/** SQS's maximum. A wake-up that is due later is forwarded when it arrives. */
const maxDelaySeconds = 900

/**
 * Queues attempts. Each webhook is a message group, so that a busy one does not delay the others.
 */
export function deliveriesOn({ send }: Pick<Queue, 'send'>) {
  return (messages: readonly DeliveryMessage[]): Promise<void> =>
    send(
      messages.map((message) => ({
        body: JSON.stringify(message),
        group: message.kind === 'first' ? message.delivery.webhook : message.webhook,
      })),
    )
}

/** Queues wake-ups for the time they are due, or the longest delay that the queue supports. */
export function wakeUpsOn({ send }: Pick<Queue, 'send'>, now: () => Date) {
  return (message: WakeUpMessage, at: string): Promise<void> => {
    const untilDue = (Date.parse(at) - now().getTime()) / 1000
    const seconds = untilDue < 1 ? untilDue : Math.ceil(untilDue) // below 1 s only for rate limits
    const delaySeconds = Math.min(Math.max(seconds, 0), maxDelaySeconds)
    const group = 'webhook' in message ? message.webhook : 'sweep'
    return send([{ body: JSON.stringify(message), group, delaySeconds }])
  }
}
