import type { Claimed, WaitingRow } from './claim.ts'
import type { Attempt, Delivery } from './delivery.ts'
import type { Log } from './needs.ts'
import { waitSeconds } from './schedule.ts'

/** A waiting delivery: the attempt with this number is to be made when it is due. */
export type Waiting = WaitingRow & { number: number }

export type RecordNeeds = {
  park: (row: Waiting) => Promise<void>
  /** Saves the delivery after a change, unless another change came between (false). */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  removeWaiting: (rows: readonly WaitingRow[]) => Promise<void>
  /** Sees to it that the webhook is woken at that moment or earlier. */
  wakeAt: (webhook: { marketplace: string; id: string }, dueAt: string) => Promise<void>
  waitsSeconds: readonly number[]
  random: () => number
  now: () => Date
  log: Log
}

/** What became of a delivery; `repeated` when it had been recorded before. */
export type Recorded = 'settled' | 'waiting' | 'repeated'

/** Records how an attempt ended; a delivery that is to be tried again waits for its moment. */
export async function record(
  claimed: Claimed,
  attempt: Attempt,
  needs: RecordNeeds,
): Promise<Recorded> {
  const after = afterAttempt(claimed.delivery, attempt, needs)
  const isSaved = await save(claimed, after, needs)
  needs.log(attemptLine(after, attempt, isSaved))
  if (after.dueAt === undefined) return isSaved ? 'settled' : 'repeated'

  // Also when it was saved before: whoever did may have been stopped before this.
  await needs.wakeAt({ marketplace: after.marketplace, id: after.webhook }, after.dueAt)
  return 'waiting'
}

/** Records that no attempt is to be made, for the webhook is disabled or removed. */
export async function recordEnd(
  claimed: Claimed,
  status: 'skipped' | 'dropped',
  needs: RecordNeeds,
): Promise<Recorded> {
  const after: Delivery = { ...advanced(claimed.delivery), status }
  const isSaved = await save(claimed, after, needs)
  needs.log({ message: status, ...idsOf(after), recorded: isSaved })
  return isSaved ? 'settled' : 'repeated'
}

/** Parked first, saved then, cleared last: wherever it stops, a row is left that brings it back. */
async function save(
  { delivery, rows }: Claimed,
  after: Delivery,
  { park, replaceDelivery, removeWaiting }: RecordNeeds,
): Promise<boolean> {
  const { marketplace, webhook, id, dueAt, attempts } = after
  if (dueAt !== undefined) {
    await park({ marketplace, webhook, delivery: id, dueAt, number: attempts.length + 1 })
  }
  const isSaved = await replaceDelivery(after, delivery)
  await removeWaiting(rows)
  return isSaved
}

function afterAttempt(
  delivery: Delivery,
  attempt: Attempt,
  { waitsSeconds, random, now }: RecordNeeds,
): Delivery {
  const after = { ...advanced(delivery), attempts: [...delivery.attempts, attempt] }
  const { kind } = attempt.outcome
  if (kind === 'delivered') return { ...after, status: 'successful' }

  const wait = kind === 'failed' ? waitSeconds(attempt.number, waitsSeconds, random) : undefined
  if (wait === undefined) return { ...after, status: 'failed' }
  return { ...after, dueAt: new Date(now().getTime() + wait * 1000).toISOString() }
}

/** The delivery, one revision on, and nobody's. */
function advanced({ claimedUntil, dueAt, ...delivery }: Delivery): Delivery {
  return { ...delivery, revision: delivery.revision + 1 }
}

function attemptLine(delivery: Delivery, { outcome, ...attempt }: Attempt, recorded: boolean) {
  const { kind, ...facts } = outcome
  return {
    message: 'attempt',
    ...idsOf(delivery),
    ...attempt,
    outcome: kind,
    ...facts,
    ...(delivery.dueAt !== undefined && { nextAttemptAt: delivery.dueAt }),
    recorded,
  }
}

function idsOf({ marketplace, id, webhook, event }: Delivery) {
  const { uuid, resource, resourceAction } = event
  return {
    marketplace,
    delivery: id,
    webhook,
    event: uuid,
    resource: resource.type,
    resourceAction,
  }
}
