import type { DeliveryMessage } from '../../core/deliveries/delivery-message.ts'
import type { WakeUpMessage } from '../../core/waiting/wake-up-message.ts'
import { memoryStores } from './memory-stores.ts'

/** The router's storage code over tables in memory; queues are lists. */
export function aWaitingWorld(now: () => Date) {
  const sent: DeliveryMessage[] = []
  const wakeUps: { message: WakeUpMessage; at: string }[] = []
  const stores = memoryStores(now, (message, at) => {
    wakeUps.push({ message, at })
    return Promise.resolve()
  })
  const ports = {
    ...stores.ports,
    queueDeliveries: (messages: readonly DeliveryMessage[]) => {
      sent.push(...messages)
      return Promise.resolve()
    },
  }
  return { tables: stores.tables, waiting: stores.tables.waiting, sent, wakeUps, ports }
}
