import { positionAt } from '../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Counted, StatsBucket } from '../../core/manage/compute-stats.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import { deliveryLogIn } from './delivery-log.ts'
import { deliveryIn, rowsOfEndpoint, rowSort } from './delivery-rows.ts'
import { itemsOf } from './items-of.ts'
import type { DeliveryLog } from './delivery-tables.ts'

/** How many rows are read together. */
const rowsAtOnce = 500

/** An endpoint's deliveries per time bucket, without tests, counted from its rows. */
export function statsIn(log: DeliveryLog) {
  const { deliveries: table, packing } = log
  const lists = deliveryLogIn(log)

  return {
    countBucket: async ({ marketplace, id }: EndpointKey, { from, to }: StatsBucket) => {
      const range = { from: positionAt(from), to: positionAt(to) }
      const all: Delivery[] = []
      for (const list of rowsOfEndpoint(marketplace, id)) {
        const rows = itemsOf({ ...list, ...range }, { size: rowsAtOnce, sort: rowSort }, table)
        for await (const row of rows) all.push(deliveryIn(row, marketplace, packing))
      }
      return counted(all.filter(({ isTest }) => isTest !== true))
    },

    /** When each delivery in flight was created. */
    findQueued: async ({ marketplace, id: webhook }: EndpointKey): Promise<string[]> => {
      const page = { limit: 300, from: undefined }
      const filter = { webhook, status: 'pending' } as const
      const { deliveries } = await lists.listDeliveries(marketplace, filter, page)
      return deliveries
        .filter(({ revision, isTest }) => revision === 0 && isTest !== true)
        .map(({ createdAt }) => createdAt)
    },
  }
}

function counted(all: readonly Delivery[]): Counted {
  const count = (status: Delivery['status']) => all.filter((one) => one.status === status).length
  const sampleMs = all.flatMap(({ attempts }) => attempts.at(-1)?.durationMs ?? [])
  return {
    total: all.length,
    failed: count('failed'),
    skipped: count('skipped'),
    waiting: count('pending'),
    sampled: all.length,
    sampleMs,
  }
}
