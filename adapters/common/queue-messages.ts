import type { DeliveryMessage, WakeUpMessage } from '../../core/deliveries/messages.ts'
import type { Queue } from '../../core/ports.ts'

/** The longest delay of an SQS message; who has to wait longer is sent on again. */
const maxDelaySeconds = 900

/** Queues attempts; a webhook's messages are one group, so that it keeps nobody else waiting. */
export function deliveriesOn({ send }: Pick<Queue, 'send'>) {
  return (messages: readonly DeliveryMessage[]): Promise<void> =>
    send(
      messages.map((message) => ({
        body: JSON.stringify(message),
        group: message.kind === 'first' ? message.delivery.webhook : message.webhook,
      })),
    )
}

/** Queues wake-ups, to arrive when it is time or as late as a queue can. */
export function wakeUpsOn({ send }: Pick<Queue, 'send'>, now: () => Date) {
  return (message: WakeUpMessage, at: string): Promise<void> => {
    const exact = (Date.parse(at) - now().getTime()) / 1000
    const seconds = exact < 1 ? exact : Math.ceil(exact) // only a rate is in such a hurry
    const delaySeconds = Math.min(Math.max(seconds, 0), maxDelaySeconds)
    const group = 'webhook' in message ? message.webhook : 'sweep'
    return send([{ body: JSON.stringify(message), group, delaySeconds }])
  }
}
