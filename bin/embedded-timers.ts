import type { steadyClock } from '../adapters/embedded/steady-time.ts'
import { wakeUpsOn } from '../adapters/common/send-messages.ts'
import type { openTables, Queues } from './embedded-storage.ts'

/**
 * More often than hourly as on AWS: here one crash may lose every wake-up, and a sweep is cheap.
 */
const sweepMs = 60_000

const expiryMs = 3_600_000

type Swept = {
  queues: Queues
  tables: ReturnType<typeof openTables>
  clock: ReturnType<typeof steadyClock>
}

/** Called when the disk fails. */
type SweepOptions = { onFailure: (error: unknown) => void }

/** Brings back what a crash has left, and repeats that: the timers to stop. */
export async function startTimers(
  { queues, tables, clock }: Swept,
  { onFailure }: SweepOptions,
): Promise<NodeJS.Timeout[]> {
  const sweep = (resetAll: boolean) =>
    wakeUpsOn(queues.wakeUps, clock.now)({ kind: 'sweep', resetAll }, clock.now().toISOString())
  await sweep(true) // a crash may have lost the messages of wake-ups
  const sweepVendors = () => queues.vendorCalls.send([{ body: '{"kind":"sweep"}', group: 'sweep' }])
  await sweepVendors() // a crash may have prevented the publication of an outcome
  await clock.save()
  return [
    setInterval(() => void clock.save().catch(onFailure), sweepMs),
    setInterval(() => void sweep(false).catch(onFailure), sweepMs),
    setInterval(() => void sweepVendors().catch(onFailure), sweepMs),
    setInterval(() => void removeExpired(tables).catch(onFailure), expiryMs),
  ]
}

async function removeExpired(tables: ReturnType<typeof openTables>): Promise<void> {
  for (const table of Object.values(tables)) await table.removeExpired()
}
