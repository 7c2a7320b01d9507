import QuickLRU from 'quick-lru'

import { Delivery } from '../../core/deliveries/delivery.ts'
import type { Query, Table } from '../../core/ports.ts'
import type { StatsBucket, Counted } from '../../core/manage/compute-stats.ts'
import { endedList, testLists } from './ended-deliveries.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'

/** So many deliveries of a bucket tell how long attempts took: its newest. */
const sampleSize = 20

/**
 * So many of a marketplace's newest pending deliveries are looked through for those on their way:
 * their rows are read for each webhook that is asked about.
 */
const maxPending = 300

const nothing: Counted = {
  total: 0,
  failed: 0,
  skipped: 0,
  waiting: 0,
  sampled: 0,
  sampleMs: [],
}

/** Closed buckets whose totals are remembered in this process: a month of some 300 webhooks. */
const maxRemembered = 10_000

/**
 * What the log says of a webhook's deliveries, bucket by bucket, without its tests. Only keys of indexes are counted, and
 * the rows of the samples read. A month of a webhook with 1,000,000 deliveries makes on AWS about 180
 * queries of up to 1 MB of keys (20,000 read units, a quarter of a cent), 210 small ones and 600 rows
 * the first time; then its closed buckets are known, and 210 small queries and the current bucket remain.
 */
export function statsIn(table: Table) {
  const totals = new QuickLRU<string, number>({ maxSize: maxRemembered })

  const totalOf = async (list: Query, isClosed: boolean): Promise<number> => {
    const key = JSON.stringify(list)
    const known = totals.get(key)
    if (known !== undefined) return known
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
      const all = { index: 'byWebhook', partition: `${marketplace}#${webhook}`, ...bucket }
      const everything = await totalOf(all, isClosed)
      if (everything === 0) return nothing

      const countOf = (status: string) =>
        table.count({ ...endedList({ marketplace, webhook, status }), ...bucket })
      const countTests = async () => {
        const lists = testLists({ marketplace, webhook })
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

    /** Behind many others that are pending, some may be overlooked, and count as successful till they end. */
    findOnTheirWay: async ({ marketplace, id }: EndpointKey): Promise<string[]> => {
      const list = { index: 'byStatus', partition: `${marketplace}#pending`, newestFirst: true }
      const pending = await deliveriesOf({ ...list, limit: maxPending }, table)
      return pending
        .filter(({ webhook, dueAt, isTest }) => webhook === id && !isTest && dueAt === undefined)
        .map(({ createdAt }) => createdAt)
    },
  }
}

/** How long the last attempts of a bucket's newest deliveries took; of its oldest, where the newest had none. */
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
  return (await table.query(query)).map((item) => Delivery.parse(item))
}
