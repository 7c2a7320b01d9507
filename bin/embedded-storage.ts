import { type ConnectionBudget, connectionBudget } from '../adapters/embedded/connection-budget.ts'
import type { After } from '../adapters/leveldb/delay-queue.ts'
import { type LevelQueue, levelQueue } from '../adapters/leveldb/queue.ts'
import type { Places } from '../adapters/leveldb/places.ts'
import type { LevelStore } from '../adapters/leveldb/store.ts'
import { levelTable } from '../adapters/leveldb/table.ts'
import { signInShape } from '../adapters/sign-in/row-adapter.ts'
import { tableShapes } from '../adapters/stores/table-shapes.ts'

/** After this many receives, a message becomes a dead letter, as on AWS. */
const maxReceives = 5

/** The visibility timeout after a failure. A delivery's is longer, so that it outlasts a claim. */
const retryMs = 5_000
const deliveryRetryMs = 30_000

/** A mail server may be down for an hour. */
const mailRetryMs = 180_000
const maxMailReceives = 20

export type Queues = Readonly<
  Record<'events' | 'deliveries' | 'wakeUps' | 'vendorCalls' | 'mails', LevelQueue>
>

type QueueOptions = { after?: After; isBusy?: () => boolean; budget?: ConnectionBudget }

/** The five queues, on one LevelDB. */
export async function openQueues(
  store: LevelStore,
  now: () => Date,
  { after, isBusy, budget = connectionBudget() }: QueueOptions = {},
): Promise<Queues> {
  const shared = { now, after, isBusy, maxReceives, retryMs }
  const open = (name: string, places: Places, others: Partial<typeof shared> = {}) =>
    levelQueue(store, { ...shared, name, places, ...others })
  const [events, deliveries, wakeUps, vendorCalls, mails] = await Promise.all([
    open('events', { maxPerGroup: Infinity }),
    open('deliveries', placesOfAttempts(budget), { retryMs: deliveryRetryMs }),
    open('wake-ups', { maxPerGroup: 1 }),
    open('vendor-calls', { maxPerGroup: budget.perProduct }),
    open(
      'mails',
      { maxPerGroup: Infinity },
      { retryMs: mailRetryMs, maxReceives: maxMailReceives },
    ),
  ])
  return { events, deliveries, wakeUps, vendorCalls, mails }
}

/** An attempt that takes this long is slow: most receivers respond within a second. */
const slowAfterMs = 2_000

/**
 * A third of the attempts may be young, which bounds what the CPU has to do. Of the slow ones, a
 * marketplace has a sixth and all together a third; beyond that a webhook has two, for which the last
 * third is left.
 */
function placesOfAttempts({ attempts, perWebhook }: ConnectionBudget): Places {
  const third = Math.ceil(attempts / 3)
  return {
    maxPerGroup: perWebhook,
    slow: {
      afterMs: slowAfterMs,
      quick: third,
      max: attempts,
      perOwner: Math.ceil(third / 2),
      total: third,
      perGroup: 2,
    },
  }
}

/** The six tables and the sign-in's, on the same LevelDB. */
export function openTables(store: LevelStore, now: () => Date) {
  const open = (name: keyof typeof tableShapes) =>
    levelTable(store, { name, shape: tableShapes[name], now })
  return {
    webhooks: open('webhooks'),
    events: open('events'),
    deliveries: open('deliveries'),
    waiting: open('waiting'),
    tokens: open('tokens'),
    integrations: open('integrations'),
    signIns: levelTable(store, { name: 'sign-ins', shape: signInShape, now }),
  }
}
