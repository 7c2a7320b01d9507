import { positionAt, timeAt } from '../deliveries/delivery-id.ts'
import type { PositionRange } from '../deliveries/delivery-store.ts'
import {
  hourAfter,
  hourMs,
  hourOf,
  mayHaveLeft,
  type Rollup,
  type RollupStore,
} from '../deliveries/rollup.ts'
import { addTally, type Countable, countIn, emptyTally, type Tally } from '../deliveries/tally.ts'
import { addMs } from '../values/timestamp.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { StatsBucket } from './compute-stats.ts'

export type CountPorts = Pick<
  RollupStore,
  'findRolledUp' | 'findRollups' | 'findMarkedHours' | 'forEachDelivery'
>

/** Counts a webhook's deliveries in buckets of one length, from rollups as far as possible. */
export async function countDeliveries(
  webhook: EndpointKey,
  buckets: readonly StatsBucket[],
  ports: CountPorts,
): Promise<Tally[]> {
  const [from = '', to = ''] = [buckets[0]?.from, buckets.at(-1)?.to]
  const bucketMs = (Date.parse(to) - Date.parse(from)) / buckets.length
  const whole = { rollups: [], rest: [{ from: positionAt(from), to: positionAt(to) }] }
  const { rollups, rest } = bucketMs < hourMs ? whole : await rolledUp(webhook, { from, to }, ports)

  const tallies = buckets.map(emptyTally)
  const tallyAt = (time: string): Tally =>
    tallies[Math.floor((Date.parse(time) - Date.parse(from)) / bucketMs)] ?? emptyTally()
  const ends = new Map(rollups.map(({ hour, upTo }) => [hour, upTo]))
  const see = (delivery: Countable) => {
    const isRolledUp = delivery.id < (ends.get(hourOf(delivery.createdAt)) ?? '')
    if (!isRolledUp) countIn(tallyAt(delivery.createdAt), delivery)
  }
  for (const rollup of rollups) addTally(tallyAt(rollup.hour), rollup)
  await Promise.all(rest.map((range) => ports.forEachDelivery(webhook, range, see)))
  return tallies
}

/** Rollups, and the ranges with all deliveries that are not in them; some in a range may be. */
type Sources = { rollups: readonly Rollup[]; rest: readonly PositionRange[] }

/**
 * Reads in the order that misses nothing while a sweep runs: each step saves its rollups before its
 * position, and a recount saves the rollup before it removes the mark.
 */
async function rolledUp(
  webhook: EndpointKey,
  { from, to }: StatsBucket,
  ports: CountPorts,
): Promise<Sources> {
  const [upTo, marked] = await Promise.all([
    ports.findRolledUp(webhook.marketplace),
    ports.findMarkedHours(webhook),
  ])
  const rollups = await ports.findRollups(webhook, from)
  const countable = rollups.filter((rollup) => !mayHaveLeft(rollup, new Date(to)))
  const recounted = toRecount(countable, new Set(marked))
  const newest = { from: afterRollups(upTo, from), to: positionAt(to) }
  return {
    rollups: rollups.filter((rollup) => !recounted.includes(rollup)),
    rest: [newest, ...recounted.map(({ hour }) => before(newest.from, hour))],
  }
}

/**
 * The most deliveries of marked hours that a request counts, the newest hours first. The others, and
 * hours of which deliveries are in the archive, show what they had until a sweep counts them.
 */
const maxRecounted = 1_000

function toRecount(rollups: readonly Rollup[], marked: ReadonlySet<string>): Rollup[] {
  let left = maxRecounted
  return rollups
    .filter(({ hour }) => marked.has(hour))
    .reverse()
    .filter((rollup) => (left -= sizeOf(rollup)) >= 0)
}

function sizeOf({ counts }: Rollup): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** The rollups that were read may be a second old: deliveries are read from a minute earlier on. */
const overlapMs = 60_000

function afterRollups(upTo: string | undefined, from: string): string {
  const start = positionAt(from)
  if (upTo === undefined) return start
  const position = positionAt(addMs(new Date(timeAt(upTo)), -overlapMs))
  return position > start ? position : start
}

function before(position: string, hour: string): PositionRange {
  const end = positionAt(hourAfter(hour))
  return { from: positionAt(hour), to: end < position ? end : position }
}
