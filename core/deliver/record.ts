import type { Call } from '../deliveries/http-exchange.ts'
import type { Claimed, Repeated } from './claim.ts'
import type { Attempt, Delivery, MadeAttempt } from '../deliveries/delivery.ts'
import type { Log } from '../ports.ts'
import { afterAttempt } from '../deliveries/backoff.ts'
import { wakeAnew, wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import type { Waiting } from '../waiting/waiting-row.ts'

export type RecordNeeds = WakeAtNeeds & {
  park: (row: Waiting) => Promise<void>
  /** Keeps what there is to tell of an attempt's call, as long as its delivery. */
  keepCall: (delivery: Delivery, attempt: Attempt, call: Call) => Promise<void>
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  /** Saves the delivery after a change, unless another change came between (false). */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  removeWaiting: (rows: readonly Waiting[]) => Promise<void>
  waitsSeconds: readonly number[]
  random: () => number
  log: Log
}

/** What became of a delivery; `repeated` when it had been recorded before. */
export type Recorded = 'settled' | 'waiting' | 'repeated'

/** Records how an attempt ended; a delivery that is to be tried again waits for its moment. */
export async function record(
  claimed: Claimed & { waitsSeconds?: readonly number[] },
  { call, ...attempt }: MadeAttempt,
  needs: RecordNeeds,
): Promise<Recorded> {
  const { delivery, waitsSeconds = needs.waitsSeconds } = claimed
  const { random, now } = needs
  const after = afterAttempt(delivery, attempt, { waitsSeconds, random, now })
  if (call !== undefined) await needs.keepCall(after, attempt, call)
  const isSaved = await save(claimed, after, needs)
  needs.log({ ...attemptLine(after, attempt, isSaved), ...factsOf(call) })
  if (after.dueAt === undefined) return isSaved ? 'settled' : 'repeated'

  // Also when it was saved before: whoever did may have been stopped before this.
  await wakeAt({ marketplace: after.marketplace, id: after.webhook }, after.dueAt, needs)
  return 'waiting'
}

/**
 * Completes what may have been left undone after a delivery was recorded; its message came again.
 */
export async function recordRepeated(
  { delivery }: Repeated,
  needs: RecordNeeds,
): Promise<Recorded> {
  if (delivery?.dueAt !== undefined && delivery.claimedUntil === undefined) {
    await wakeAnew(
      { marketplace: delivery.marketplace, id: delivery.webhook },
      delivery.dueAt,
      needs,
    )
  }
  return 'repeated'
}

/**
 * Records that no attempt is to be made, for the webhook is disabled or removed. A delivery that
 * had ended before somebody asked for another attempt is again what it was.
 */
export async function recordEnd(
  claimed: Claimed,
  status: 'skipped' | 'dropped',
  needs: RecordNeeds,
): Promise<Recorded> {
  const { requested } = claimed.delivery
  const isEnded = requested !== undefined && requested.status !== 'pending'
  const after = { ...advanced(claimed.delivery), status: isEnded ? requested.status : status }
  const isSaved = await save(claimed, after, needs)
  needs.log({ message: status, ...idsOf(after), recorded: isSaved })
  return isSaved ? 'settled' : 'repeated'
}

/** Parked first, saved then, cleared last: wherever it stops, a row is left that brings it back. */
async function save(
  { delivery, rows }: Claimed,
  after: Delivery,
  needs: RecordNeeds,
): Promise<boolean> {
  const { marketplace, webhook, id, dueAt, attempts } = after
  if (dueAt !== undefined) {
    await needs.park({ marketplace, webhook, delivery: id, dueAt, number: attempts.length + 1 })
  }
  const isSaved =
    (await needs.replaceDelivery(after, delivery)) || (await saveLate(after, delivery, needs))
  await needs.removeWaiting(rows)
  return isSaved
}

/**
 * The row has moved on since we knew it. If only a claim moved it, whose holder is gone or will
 * find that the attempt was made, then what happened is still to be recorded.
 */
async function saveLate(
  after: Delivery,
  { attempts }: Delivery,
  needs: RecordNeeds,
): Promise<boolean> {
  const there = await needs.findDelivery(after.marketplace, after.id)
  if (there?.status !== 'pending' || there.attempts.length !== attempts.length) return false
  return needs.replaceDelivery({ ...after, revision: there.revision + 1 }, there)
}

/** The delivery, one revision on, and nobody's. */
function advanced({ claimedUntil, dueAt, requested, ...delivery }: Delivery): Delivery {
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

/** Of a call only what is no header and no body. */
function factsOf(call: Call | undefined) {
  if (call === undefined) return {}
  const { totalMs, ...durations } = call.durations
  return { ...durations, ...(call.address !== undefined && { address: call.address }) }
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
