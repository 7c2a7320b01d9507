import {
  type DeliveryMessage,
  type DeliveryQueue,
  groupOf,
} from '../../core/deliveries/delivery-message.ts'
import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Handed } from '../leveldb/handed-on.ts'

type Ports = DeliveryQueue & {
  hand: (handed: Handed) => Promise<void>
  replaceDelivery: DeliveryStore['replaceDelivery']
}

/**
 * Hands first attempts on in memory: their events are stored with the decision to make them, and
 * after a crash the sweep finds those that have no row. All other attempts are queued.
 */
export function firstAttempts({ hand, queueDeliveries, replaceDelivery }: Ports) {
  /** When the deliveries without a row were created, in epoch milliseconds. */
  const withoutRow = new Map<string, number>()

  const handOn = async (message: DeliveryMessage): Promise<void> => {
    withoutRow.set(message.delivery, Date.parse(message.dueAt))
    const text = () => JSON.stringify({ ...message, isRedelivered: true })
    await hand({ group: groupOf(message), message, text })
  }

  return {
    queueDeliveries: async (messages: readonly DeliveryMessage[]): Promise<void> => {
      const others = messages.filter(({ enclosed }) => enclosed === undefined)
      const firsts = messages.filter(({ enclosed }) => enclosed !== undefined)
      await Promise.all([
        ...firsts.map(handOn),
        ...(others.length === 0 ? [] : [queueDeliveries(others)]),
      ])
    },

    replaceDelivery: async (...change: Parameters<DeliveryStore['replaceDelivery']>) => {
      const isSaved = await replaceDelivery(...change)
      withoutRow.delete(change[0].id)
      return isSaved
    },

    /** The message was handled: the delivery has a row, also when another message had made it before. */
    ended: (delivery: string): void => void withoutRow.delete(delivery),

    /** When the oldest delivery without a row was created, in epoch milliseconds. */
    oldest: (): number | undefined => withoutRow.values().next().value,
  }
}
