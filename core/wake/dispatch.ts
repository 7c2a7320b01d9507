import { probing } from '../health/circuit-breaker.ts'
import { type Health, holdOf, mostInFlight, pace } from '../health/health.ts'
import { type HealthNeeds, settleOld } from '../health/report-health.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { momentAfter } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import type { WakeAtNeeds } from '../waiting/wake-up.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'
import { lentMs, type Waiting } from '../waiting/waiting-row.ts'

/** When how many were let go. */
export type Released = { at: string; count: number }

export type ReleaseNeeds = WakeAtNeeds &
  HealthNeeds & {
    /** The webhook's waiting rows, earliest first: those that are due by that moment. */
    findWaiting: (
      webhook: WebhookKey,
      dueBy: string | undefined,
      limit: number,
    ) => Promise<Waiting[]>
    /** Those that are lent to a message, the first to come back first. */
    findLent: (webhook: WebhookKey, limit: number) => Promise<Waiting[]>
    /** Lends a waiting row to a message until that moment; false if it is gone. */
    lend: (row: Waiting, until: string) => Promise<boolean>
    /** What was let go in the last second, of a webhook with a rate. */
    findReleased: (webhook: WebhookKey) => Promise<Released[]>
    keepReleased: (webhook: WebhookKey, released: readonly Released[]) => Promise<void>
    queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
    /** Whoever lent before that moment is gone; undefined where others may lend too. */
    aloneSince?: Date
    log: Log
  }

/** What has to wait for others, or for its rate, is looked at again so soon. */
const tickMs = 1000

/** A rate counts what was let go within this time; who waits for room is not woken for each one. */
const windowMs = 1000
const shortestMs = 200

/**
 * Who ends an attempt of a webhook with a limit in flight wakes it: this is for those who were
 * stopped.
 */
const fullMs = 15_000

/** The moment before which no more can go, and whether that is because the webhook is held. */
export type ReleaseEnd = { notBefore: string; isHeld: boolean }

/**
 * Sends what is due of a webhook, oldest first, as far as its receiver bears it: nothing while it
 * is held, one probe at a time while its circuit is open, slowly after that, never more than its
 * limits.
 */
export async function release(key: WebhookKey, needs: ReleaseNeeds): Promise<ReleaseEnd> {
  const [webhook, found] = await Promise.all([
    needs.findWebhook(key.marketplace, key.id),
    needs.findHealth(key),
  ])
  const now = needs.now()
  const health = found && (await settleOld(found, needs))
  const isEnded = webhook?.enabled !== true // what waits is recorded as skipped or dropped
  const hold = isEnded ? undefined : holdOf(health, now)
  if (hold?.kind === 'broken' && hold.isProbeDue && health !== undefined) {
    return { notBefore: await probe(key, health, needs), isHeld: true }
  }
  if (hold !== undefined) return { notBefore: hold.until, isHeld: true }

  const receiver = isEnded ? { isGone: webhook === undefined } : { webhook, health }
  const { rows, waitMs } = await rowsToGo(key, receiver, needs)
  await sendRows(key, rows, needs)
  return { notBefore: momentAfter(now, waitMs), isHeld: false }
}

/**
 * Asks with the oldest delivery whether the receiver is back: on record first, so that nobody else
 * does.
 */
async function probe(key: WebhookKey, health: Health, needs: ReleaseNeeds): Promise<string> {
  const [oldest] = await dueOf(key, { limit: 1, lent: await needs.findLent(key, 1) }, needs)
  if (oldest === undefined) return momentAfter(needs.now(), tickMs)

  const asking = probing(health, oldest.delivery, needs.now())
  if (!(await needs.replaceHealth(asking, health))) return momentAfter(needs.now(), tickMs)
  await sendRows(key, [oldest], needs)
  return asking.circuit?.probe?.leasedUntil ?? momentAfter(needs.now(), tickMs)
}

type Receiver = { webhook?: Webhook; health?: Health | undefined; isGone?: boolean }

/** The oldest that are due, as many as may go now, and how long no more can. */
async function rowsToGo(
  key: WebhookKey,
  { webhook, health, isGone = false }: Receiver,
  needs: ReleaseNeeds,
): Promise<{ rows: Waiting[]; waitMs: number }> {
  const now = needs.now()
  const { perSecond, inFlight = mostInFlight } = webhook?.limits ?? {}
  const lent = await needs.findLent(key, mostInFlight + 1)
  const onTheirWay = lent.filter((row) => !isBack(row, needs)).length
  const limit = Math.min(inFlight, pace(health, now)) - onTheirWay
  const isFull = (rows: readonly Waiting[]) =>
    webhook?.limits?.inFlight !== undefined && onTheirWay + rows.length >= inFlight
  if (perSecond === undefined) {
    const rows = await dueOf(key, { limit, lent, isGone }, needs)
    return { rows, waitMs: isFull(rows) ? fullMs : tickMs }
  }

  const ago = momentAfter(now, -windowMs)
  const released = (await needs.findReleased(key)).filter(({ at }) => at > ago)
  const left = perSecond - released.reduce((sum, { count }) => sum + count, 0)
  const rows = await dueOf(key, { limit: Math.min(limit, left), lent }, needs)
  if (rows.length > 0) {
    released.push({ at: now.toISOString(), count: rows.length })
    await needs.keepReleased(key, released)
  }
  return { rows, waitMs: isFull(rows) ? fullMs : untilRoom(released, now) }
}

/** Until the first that was let go counts no more. */
function untilRoom([first]: readonly Released[], now: Date): number {
  const ms = first === undefined ? tickMs : Date.parse(first.at) + windowMs - now.getTime()
  return Math.max(shortestMs, ms)
}

/**
 * What is due, oldest first: before all, what was lent and did not come back. What waits for a
 * webhook that is gone need not become due.
 */
async function dueOf(
  key: WebhookKey,
  { limit, lent, isGone }: { limit: number; lent: readonly Waiting[]; isGone?: boolean },
  needs: ReleaseNeeds,
): Promise<Waiting[]> {
  if (limit <= 0) return []
  const now = needs.now()
  const due = await needs.findWaiting(key, isGone ? undefined : now.toISOString(), limit)
  return [...lent.filter((row) => isBack(row, needs)), ...due].slice(0, limit)
}

/** Its message was lost; or may have been, with the process that was to queue it. */
function isBack({ lentUntil = '' }: Waiting, { aloneSince, now }: ReleaseNeeds): boolean {
  if (lentUntil <= now().toISOString()) return true
  return aloneSince !== undefined && lentUntil < momentAfter(aloneSince, lentMs)
}

async function sendRows(
  { marketplace, id: webhook }: WebhookKey,
  rows: readonly Waiting[],
  needs: ReleaseNeeds,
): Promise<void> {
  if (rows.length === 0) return

  // Lent first and queued then: whoever gets the message finds the row where the message says.
  const lentUntil = momentAfter(needs.now(), lentMs)
  const isLent = await Promise.all(rows.map((row) => needs.lend(row, lentUntil)))
  const lent = rows.filter((_, index) => isLent[index])
  await needs.queueDeliveries(lent.map((row) => ({ ...row, kind: 'later', lentUntil })))
  needs.log({ message: 'woken', marketplace, webhook, deliveries: lent.length })
}
