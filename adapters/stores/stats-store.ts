import QuickLRU from 'quick-lru'

import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Query, Table } from '../../core/ports.ts'
import type { StatsBucket, Counted } from '../../core/manage/compute-stats.ts'
import { endedList, testLists } from './ended-deliveries.ts'
import { deliveryIn } from './row.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'

/** How many of each bucket's newest deliveries are sampled for their durations. */
const sampleSize = 20

/**
 * How many of a marketplace's newest pending deliveries are searched for those in flight. The stats
 * of each webhook read all of them.
 */
const maxPending = 300

const noDeliveries: Counted = {
  total: 0,
  failed: 0,
  skipped: 0,
  waiting: 0,
  sampled: 0,
  sampleMs: [],
}

/** Totals of closed buckets cached in this process: a month of about 300 webhooks. */
const maxCachedTotals = 10_000

/**
 * A webhook's deliveries per time bucket, without tests. It counts index keys and reads only the
 * sampled rows. On AWS, a month of a webhook with 1,000,000 deliveries costs about 180 queries of up
 * to 1 MB of keys (20,000 read units, a quarter of a cent), 210 small queries and 600 rows for the
 * first request. Later requests find the closed buckets in the cache, which leaves the small queries
 * and the current bucket.
 */
export function statsIn(table: Table) {
  const totals = new QuickLRU<string, number>({ maxSize: maxCachedTotals })

  const totalOf = async (list: Query, isClosed: boolean): Promise<number> => {
    const key = JSON.stringify(list)
    const cached = totals.get(key)
    if (cached !== undefined) return cached
    const total = await table.count(list)
    if (isClosed) totals.set(key, total)
    return total
  }

  return {
    countBucket: async (
      { marketplace, id: webhook }: EndpointKey,
      bucket: StatsBucket,
      isClosed: boolean,
    ): Promise<Counted> => {
      const all = { index: 'byEndpoint', partition: `${marketplace}#${webhook}`, ...bucket }
      const everything = await totalOf(all, isClosed)
      if (everything === 0) return noDeliveries

      const countOf = (status: string) =>
        table.count({ ...endedList({ marketplace, endpoint: webhook, status }), ...bucket })
      const countTests = async () => {
        const lists = testLists({ marketplace, endpoint: webhook })
        const counts = await Promise.all(lists.map((list) => table.count({ ...list, ...bucket })))
        return counts.reduce((sum, count) => sum + count, 0)
      }
      const [tests, failed, skipped, waiting, sample] = await Promise.all([
        countTests(),
        countOf('failed'),
        countOf('skipped'),
        countOf('pending'),
        sampleOf(all, table),
      ])
      return { total: Math.max(0, everything - tests), failed, skipped, waiting, ...sample }
    },

    /**
     * When each delivery in flight was created. If the marketplace has more pending deliveries than
     * are searched, some are missed, and count as successful until they end.
     */
    findQueued: async ({ marketplace, id }: EndpointKey): Promise<string[]> => {
      const list = { index: 'byStatus', partition: `${marketplace}#pending`, newestFirst: true }
      const pending = await deliveriesOf({ ...list, limit: maxPending }, table)
      return pending
        .filter(({ endpoint, dueAt, isTest }) => endpoint === id && !isTest && dueAt === undefined)
        .map(({ createdAt }) => createdAt)
    },
  }
}

/**
 * The durations of the last attempts of a bucket's newest deliveries, or its oldest if the newest
 * have no attempt yet.
 */
async function sampleOf(list: Query, table: Table) {
  const newest = await timesOf({ ...list, newestFirst: true }, table)
  return newest.sampleMs.length > 0 ? newest : timesOf(list, table)
}

async function timesOf(list: Query, table: Table) {
  const all = await deliveriesOf({ ...list, limit: sampleSize }, table)
  const sample = all.filter(({ isTest }) => isTest !== true)
  const sampleMs = sample.flatMap(({ attempts }) => attempts.at(-1)?.durationMs ?? [])
  return { sampled: sample.length, sampleMs }
}

async function deliveriesOf(query: Query, table: Table): Promise<Delivery[]> {
  return (await table.query(query)).map(deliveryIn)
}
