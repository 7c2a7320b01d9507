import { coded, timeAt } from '../../core/deliveries/delivery-id.ts'
import type { PositionRange } from '../../core/deliveries/delivery-store.ts'
import type { RollupStore } from '../../core/deliveries/rollup.ts'
import type { Countable } from '../../core/deliveries/tally.ts'
import type { Item, Query } from '../../core/ports.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import { deliveryIn, rowsOfEndpoint, rowSort } from './delivery-rows.ts'
import { eventsByTime } from './event-entries.ts'
import { itemsOf } from './items-of.ts'
import type { DeliveryLog } from './delivery-tables.ts'

/** How many rows or events are read together. */
const size = 500

/** All deliveries of an endpoint: those with rows, and those that only the list of events has. */
export function endpointDeliveriesIn(log: DeliveryLog): Pick<RollupStore, 'forEachDelivery'> {
  return {
    forEachDelivery: async (key, range, see) => {
      const swept = (await log.findSwept(key.marketplace)) ?? ''
      const from = range.from > swept ? range.from : swept
      const seen = new Set<string>()
      const rows = rowsOfEndpoint(key.marketplace, key.id).map((list) =>
        eachIn({ ...list, ...range }, log, (row) => {
          if (row.sk >= from) seen.add(row.sk)
          see(deliveryIn(row, key.marketplace, log.packing))
        }),
      )
      const [planned] = await Promise.all([plannedIn(key, { ...range, from }, log), ...rows])
      for (const delivery of planned) if (!seen.has(delivery.id)) see(delivery)
    },
  }
}

async function eachIn(
  list: Query,
  { deliveries }: DeliveryLog,
  see: (row: Item) => void,
): Promise<void> {
  const rows = itemsOf({ ...list, mayBeStale: true }, { size, sort: rowSort }, deliveries)
  for await (const row of rows) see(row)
}

/** The deliveries of a range's events, as they began. */
async function plannedIn(
  { marketplace, id }: EndpointKey,
  range: PositionRange,
  { events }: DeliveryLog,
): Promise<Countable[]> {
  if (range.from >= range.to) return []
  const found: Countable[] = []
  for await (const event of eventsByTime(marketplace, range, { events, size })) {
    const planned = event.deliveries.find(({ endpoint }) => endpoint === id)
    const delivery = `${event.position}${coded(id)}`
    if (planned === undefined || delivery >= range.to) continue
    found.push({
      id: delivery,
      createdAt: timeAt(event.position),
      status: planned.start === 'skipped' ? 'skipped' : 'pending',
      attempts: [],
      ...(event.isTest && { isTest: true }),
    })
  }
  return found
}
