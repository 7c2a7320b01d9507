import { randomFrom } from '../random-from.ts'
import { realisticEvent } from '../realistic-event.ts'
import { fanOutWork } from '../../../lib/work.ts'
import { type Archived, archivedOf } from './archived-events.ts'
import { billedTables } from './billed-tables.ts'
import { type FunctionCount, meteredRouter } from './metered-router.ts'

export type { FunctionCount }

/** What an event with its deliveries takes, on average. */
export type EventCounts = {
  writes: number
  reads: number
  storedBytes: number
  sqsRequests: number
  busBytes: number
  logLines: number
  logBytes: number
  /** Requests to receivers: URL, headers and body. */
  sentBytes: number
  /** Secrets that the first of the events opens; after that they are cached for five minutes. */
  opens: number
  functions: Readonly<Record<'fanOut' | 'deliver' | 'wake', FunctionCount>>
  /** With an archive. */
  archived?: Archived
}

const bodyBytes = 2048

/** What one message of a sweep takes in. */
const eventCount = 100

type Options = { attemptShare?: number; archive?: 's3'; isLoaded?: boolean }

/**
 * Counts events with a body of 2 KB, one at a time, each delivered at its first attempt, and their
 * part of the next sweep.
 */
export async function countEvents(webhooks: number, options: Options = {}): Promise<EventCounts> {
  const tables = billedTables()
  const router = await meteredRouter({
    ...options,
    webhooks,
    tables: tables.make,
    tableCalls: tables.calls,
  })
  const random = randomFrom(1)
  const atOnce = options.isLoaded === true ? fanOutWork.batchSize : 1
  const publish = async () => {
    for (let left = atOnce; left > 0; left -= 1) {
      await router.publish(realisticEvent(bodyBytes, random))
    }
    await router.run()
  }
  const counts = (): EventCounts => ({
    writes: tables.units().writes,
    reads: tables.units().reads,
    storedBytes: tables.storedBytes(),
    sqsRequests: router.sqsRequests(),
    ...structuredClone(router.counts),
    functions: structuredClone(router.functions),
  })

  await publish()
  const { opens } = counts()
  await router.sweep()
  const swept = counts()
  await router.sweep()
  const first = counts()
  for (let left = eventCount; left > 0; left -= atOnce) await publish()
  await router.sweep()
  const counted = { ...average(withoutSweep(counts(), first, swept), first), opens }
  return options.archive
    ? { ...counted, archived: await archivedOf(tables.items(), webhooks, options) }
    : counted
}

/** A sweep costs the same each hour, apart from what it reads of events: that is not theirs. */
function withoutSweep(after: EventCounts, first: EventCounts, swept: EventCounts): EventCounts {
  return {
    ...after,
    writes: after.writes - (first.writes - swept.writes),
    reads: after.reads - (first.reads - swept.reads),
    sqsRequests: after.sqsRequests - (first.sqsRequests - swept.sqsRequests),
  }
}

function average(after: EventCounts, before: EventCounts): EventCounts {
  const each = (of: (counts: EventCounts) => number) => (of(after) - of(before)) / eventCount
  const ofFunction = (name: keyof EventCounts['functions']) => ({
    invocations: each(({ functions }) => functions[name].invocations),
    calls: each(({ functions }) => functions[name].calls),
  })
  return {
    writes: each(({ writes }) => writes),
    reads: each(({ reads }) => reads),
    storedBytes: each(({ storedBytes }) => storedBytes),
    sqsRequests: each(({ sqsRequests }) => sqsRequests),
    busBytes: each(({ busBytes }) => busBytes),
    logLines: each(({ logLines }) => logLines),
    logBytes: each(({ logBytes }) => logBytes),
    sentBytes: each(({ sentBytes }) => sentBytes),
    opens: each(({ opens }) => opens),
    functions: {
      fanOut: ofFunction('fanOut'),
      deliver: ofFunction('deliver'),
      wake: ofFunction('wake'),
    },
  }
}
