import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { DeliveryFilter } from '../../core/deliveries/delivery-filter.ts'
import { newDelivery } from '../../core/deliveries/delivery.ts'
import type { PlannedDelivery } from '../../core/events/event-store.ts'
import type { WakeUpMessage } from '../../core/waiting/wake-up-message.ts'
import { wake } from '../../core/wake/wake.ts'
import { anAttempt, anEntry, aWebhook, noon, uuidOf } from './builders.ts'
import type { UnitsPerKey } from './cost/units-per-key.ts'
import { sumOfUnits, watchedTables } from './cost/watched-tables.ts'
import { randomFrom } from './random-from.ts'
import { realisticEvent } from './realistic-event.ts'
import { aSimulation } from './simulation.ts'

const webhookCount = 10_000
const eventCount = 600
const perEvent = 20

export type BigMarketplace = Awaited<ReturnType<typeof aBigMarketplace>>

/**
 * A marketplace with 10,000 webhooks, and 600 events of the last ten minutes with 20 deliveries each:
 * one of a hundred failed, and those of the last second are queued. One webhook gets every event; one
 * of ten events is of another type.
 */
export async function aBigMarketplace() {
  const units: UnitsPerKey = new Map()
  const { ports, clock, tables } = await aSimulation({
    webhooks: [],
    watch: (all) => watchedTables(all, units),
  })
  const webhook = (number: number) => uuidOf(1_000_000 + (number % webhookCount))
  for (let number = 0; number < webhookCount; number += 1) {
    const id = webhook(number)
    await ports.addWebhook(aWebhook({ id }), anEntry({ webhook: id }))
  }
  const random = randomFrom(1)
  for (let number = 0; number < eventCount; number += 1) {
    await clock.pass(1000)
    const first = number * (perEvent - 1)
    const deliveries = Array.from({ length: perEvent }, (_, at): PlannedDelivery => ({
      endpoint: at === 0 ? webhook(0) : webhook(1 + first + at),
      start: 'queued',
    }))
    const event = realisticEvent(2048, random)
    const resourceAction = number % 10 === 0 ? ('ADDED' as const) : event.resourceAction
    const acceptedAt = clock.now().toISOString()
    const source = `bus-${number}`
    const accepted = { event: { ...event, resourceAction }, acceptedAt, source, deliveries }
    await ports.storeEvent(accepted)
    await ports.listUnderResource(accepted)
    if (number === eventCount - 1) continue
    for (const [at, planned] of deliveries.entries()) {
      const began = newDelivery(accepted, planned)
      await ports.replaceDelivery(ended(began, (number + at) % 100 === 0), began)
    }
  }
  await clock.pass(1000)

  const log = { limit: 50, from: undefined }
  return {
    busy: webhook(0),
    page: (filter: DeliveryFilter) => ports.listDeliveries('acme', filter, log),
    webhooks: () => ports.findWebhooks('acme'),
    routes: () => ports.findRoutes('acme', 'SUBSCRIPTION'),
    /** A sweep with all that follows from it. */
    sweep: async () => {
      const messages: WakeUpMessage[] = [{ kind: 'sweep' }]
      const sendWakeUp = (message: WakeUpMessage) => Promise.resolve(void messages.push(message))
      for (let next = messages.shift(); next !== undefined; next = messages.shift()) {
        await wake(next, { ...ports, sendWakeUp })
      }
    },
    /** The read units of a call, and the items that it read. */
    reads: async (act: () => Promise<unknown>) => {
      units.clear()
      for (const table of Object.values(tables)) table.resetCounts()
      await act()
      const items = Object.values(tables).reduce((sum, { counts }) => sum + counts.itemsRead, 0)
      return { units: sumOfUnits(units).reads, items }
    },
  }
}

function ended(delivery: Delivery, hasFailed: boolean): Delivery {
  const outcome = { kind: 'delivered', status: 204 } as const
  const attempt = anAttempt(1, { startedAt: noon.toISOString(), ...(!hasFailed && { outcome }) })
  const status = hasFailed ? 'failed' : 'successful'
  return { ...delivery, status, attempts: [attempt], revision: 1 }
}
