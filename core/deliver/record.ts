import type { HttpExchange } from '../deliveries/http-exchange.ts'
import type { Claimed, AlreadyAttempted } from './claim.ts'
import type { Attempt, Delivery, MadeAttempt } from '../deliveries/delivery.ts'
import type { Log } from '../ports.ts'
import { applyAttempt } from '../deliveries/apply-attempt.ts'
import { replaceWakeUp, wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import type { WaitingRow } from '../waiting/waiting-row.ts'

export type RecordPorts = WakeAtPorts & {
  park: (row: WaitingRow) => Promise<void>
  /** Keeps what there is to tell of an attempt's exchange, as long as its delivery. */
  saveExchange: (delivery: Delivery, attempt: Attempt, exchange: HttpExchange) => Promise<void>
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  /** Saves the delivery after a change, unless another change came between (false). */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  removeWaiting: (rows: readonly WaitingRow[]) => Promise<void>
  waitsSeconds: readonly number[]
  random: () => number
  log: Log
}

/** What became of a delivery; `repeated` when it had been recorded before. */
export type Recorded = 'settled' | 'waiting' | 'already-attempted'

/** Records how an attempt ended; a delivery that is to be tried again waits for its moment. */
export async function record(
  claimed: Claimed & { waitsSeconds?: readonly number[] },
  { exchange, ...attempt }: MadeAttempt,
  ports: RecordPorts,
): Promise<Recorded> {
  const { delivery, waitsSeconds = ports.waitsSeconds } = claimed
  const { random, now } = ports
  const after = applyAttempt(delivery, attempt, { waitsSeconds, random, now })
  if (exchange !== undefined) await ports.saveExchange(after, attempt, exchange)
  const isSaved = await save(claimed, after, ports)
  ports.log({ ...attemptLine(after, attempt, isSaved), ...logFields(exchange) })
  if (after.dueAt === undefined) return isSaved ? 'settled' : 'already-attempted'

  // Also when it was saved before: whoever did may have been stopped before this.
  await wakeAt({ marketplace: after.marketplace, id: after.webhook }, after.dueAt, ports)
  return 'waiting'
}

/**
 * Completes what may have been left undone after a delivery was recorded; its message came again.
 */
export async function completeEarlierRecord(
  { delivery }: AlreadyAttempted,
  ports: RecordPorts,
): Promise<Recorded> {
  if (delivery?.dueAt !== undefined && delivery.claimedUntil === undefined) {
    await replaceWakeUp(
      { marketplace: delivery.marketplace, id: delivery.webhook },
      delivery.dueAt,
      ports,
    )
  }
  return 'already-attempted'
}

/**
 * Records that no attempt is to be made, for the webhook is disabled or removed. A delivery that
 * had ended before somebody asked for another attempt is again what it was.
 */
export async function recordEnd(
  claimed: Claimed,
  status: 'skipped' | 'dropped',
  ports: RecordPorts,
): Promise<Recorded> {
  const { requested } = claimed.delivery
  const isEnded = requested !== undefined && requested.status !== 'pending'
  const after = { ...withoutClaim(claimed.delivery), status: isEnded ? requested.status : status }
  const isSaved = await save(claimed, after, ports)
  ports.log({ message: status, ...idsOf(after), recorded: isSaved })
  return isSaved ? 'settled' : 'already-attempted'
}

/** Parked first, saved then, cleared last: wherever it stops, a row is left that brings it back. */
async function save(
  { delivery, rows }: Claimed,
  after: Delivery,
  ports: RecordPorts,
): Promise<boolean> {
  const { marketplace, webhook, id, dueAt, attempts } = after
  if (dueAt !== undefined) {
    await ports.park({ marketplace, webhook, delivery: id, dueAt, number: attempts.length + 1 })
  }
  const isSaved =
    (await ports.replaceDelivery(after, delivery)) || (await saveLate(after, delivery, ports))
  await ports.removeWaiting(rows)
  return isSaved
}

/**
 * The row has moved on since we knew it. If only a claim moved it, whose holder is gone or will
 * find that the attempt was made, then what happened is still to be recorded.
 */
async function saveLate(
  after: Delivery,
  { attempts }: Delivery,
  ports: RecordPorts,
): Promise<boolean> {
  const there = await ports.findDelivery(after.marketplace, after.id)
  if (there?.status !== 'pending' || there.attempts.length !== attempts.length) return false
  return ports.replaceDelivery({ ...after, revision: there.revision + 1 }, there)
}

/** The delivery, one revision on, and nobody's. */
function withoutClaim({ claimedUntil, dueAt, requested, ...delivery }: Delivery): Delivery {
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
function logFields(exchange: HttpExchange | undefined) {
  if (exchange === undefined) return {}
  const { totalMs, ...durations } = exchange.durations
  return { ...durations, ...(exchange.address !== undefined && { address: exchange.address }) }
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
