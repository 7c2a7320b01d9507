import { eventsIn } from '../../adapters/stores/event-store.ts'
import { healthIn } from '../../adapters/stores/health-store.ts'
import { recoveriesIn } from '../../adapters/stores/recovery-store.ts'
import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import { waitingIn } from '../../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../../adapters/stores/wake-up-store.ts'
import type { DeliveryMessage, WakeUpMessage } from '../../core/deliveries/messages.ts'
import { countedTable } from './counted-table.ts'

/**
 * What waits, how receivers fare, and the events: real storage over tables in memory; queues are
 * lists.
 */
export function aWaitingWorld(now: () => Date) {
  const waiting = countedTable(tableShapes.waiting, now)
  const sent: DeliveryMessage[] = []
  const wakeUps: { message: WakeUpMessage; at: string }[] = []
  const ports = {
    ...waitingIn(waiting),
    ...healthIn(waiting),
    ...recoveriesIn(waiting),
    ...wakeUpsIn(waiting, (message, at) => {
      wakeUps.push({ message, at })
      return Promise.resolve()
    }),
    ...eventsIn(countedTable(tableShapes.events, now), now),
    queueDeliveries: (messages: readonly DeliveryMessage[]) => {
      sent.push(...messages)
      return Promise.resolve()
    },
  }
  return { waiting, sent, wakeUps, ports }
}
