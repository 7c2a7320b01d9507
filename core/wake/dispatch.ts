import { startProbe } from '../health/circuit-breaker.ts'
import { type Health, pauseOf, maxInFlight, rampUpLimit } from '../health/health.ts'
import { type HealthPorts, publishOverdueNotices } from '../health/record-health.ts'
import type { DeliveryQueue } from '../deliveries/delivery-message.ts'
import { isLeased, leaseUntil, type SoleProcess } from '../values/lease.ts'
import { addMs } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import type { WakeAtPorts } from '../waiting/wake-up.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'
import { messageLeaseMs, type WaitingRow } from '../waiting/waiting-row.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'

/** How many deliveries were dispatched at a moment. */
type RecentDispatch = { at: string; count: number }

/** What was dispatched lately, of webhooks with a rate limit. */
export type RecentDispatchStore = {
  findRecentDispatches: (webhook: WebhookKey) => Promise<RecentDispatch[]>
  saveRecentDispatches: (webhook: WebhookKey, recent: readonly RecentDispatch[]) => Promise<void>
}

export type DispatchPorts = WakeAtPorts &
  HealthPorts &
  Pick<WaitingStore, 'findWaiting' | 'findLeased' | 'lease'> &
  RecentDispatchStore &
  DeliveryQueue &
  SoleProcess & { log: Log }

/** What has to wait for others, or for its rate, is looked at again so soon. */
const tickMs = 1000

/** A rate counts what was let go within this time; who waits for room is not woken for each one. */
const windowMs = 1000
const minMs = 200

/**
 * Who ends an attempt of a webhook with a limit in flight wakes it: this is for those who were
 * stopped.
 */
const atLimitRetryMs = 15_000

/** The moment before which no more can go, and whether that is because the webhook is held. */
export type DispatchResult = { notBefore: string; isPaused: boolean }

/**
 * Sends what is due of a webhook, oldest first, as far as its receiver bears it: nothing while it
 * is held, one probe at a time while its circuit is open, slowly after that, never more than its
 * limits.
 */
export async function dispatchDue(key: WebhookKey, ports: DispatchPorts): Promise<DispatchResult> {
  const [webhook, found] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id),
    ports.findHealth(key),
  ])
  const now = ports.now()
  const health = found && (await publishOverdueNotices(found, ports))
  const isEnded = webhook?.enabled !== true // what waits is recorded as skipped or dropped
  const pause = isEnded ? undefined : pauseOf(health, now)
  if (pause?.kind === 'circuit-open' && pause.isProbeDue && health !== undefined) {
    return { notBefore: await probe(key, health, ports), isPaused: true }
  }
  if (pause !== undefined) return { notBefore: pause.until, isPaused: true }

  const receiver = isEnded ? { isGone: webhook === undefined } : { webhook, health }
  const { rows, waitMs } = await rowsToGo(key, receiver, ports)
  await sendRows(key, rows, ports)
  return { notBefore: addMs(now, waitMs), isPaused: false }
}

/**
 * Asks with the oldest delivery whether the receiver is back: on record first, so that nobody else
 * does.
 */
async function probe(key: WebhookKey, health: Health, ports: DispatchPorts): Promise<string> {
  const [oldest] = await dueOf(key, { limit: 1, leased: await ports.findLeased(key, 1) }, ports)
  if (oldest === undefined) return addMs(ports.now(), tickMs)

  const asking = startProbe(health, oldest.delivery, ports.now())
  if (!(await ports.replaceHealth(asking, health))) return addMs(ports.now(), tickMs)
  await sendRows(key, [oldest], ports)
  return asking.circuit?.probe?.leasedUntil ?? addMs(ports.now(), tickMs)
}

type DispatchTarget = { webhook?: Webhook; health?: Health | undefined; isGone?: boolean }

/** The oldest that are due, as many as may go now, and how long no more can. */
async function rowsToGo(
  key: WebhookKey,
  { webhook, health, isGone = false }: DispatchTarget,
  ports: DispatchPorts,
): Promise<{ rows: WaitingRow[]; waitMs: number }> {
  const now = ports.now()
  const { perSecond, inFlight = maxInFlight } = webhook?.limits ?? {}
  const leased = await ports.findLeased(key, maxInFlight + 1)
  const onTheirWay = leased.filter((row) => !hasExpired(row, ports)).length
  const limit = Math.min(inFlight, rampUpLimit(health, now)) - onTheirWay
  const isFull = (rows: readonly WaitingRow[]) =>
    webhook?.limits?.inFlight !== undefined && onTheirWay + rows.length >= inFlight
  if (perSecond === undefined) {
    const rows = await dueOf(key, { limit, leased, isGone }, ports)
    return { rows, waitMs: isFull(rows) ? atLimitRetryMs : tickMs }
  }

  const ago = addMs(now, -windowMs)
  const recent = (await ports.findRecentDispatches(key)).filter(({ at }) => at > ago)
  const left = perSecond - recent.reduce((sum, { count }) => sum + count, 0)
  const rows = await dueOf(key, { limit: Math.min(limit, left), leased }, ports)
  if (rows.length > 0) {
    recent.push({ at: now.toISOString(), count: rows.length })
    await ports.saveRecentDispatches(key, recent)
  }
  return { rows, waitMs: isFull(rows) ? atLimitRetryMs : untilRoom(recent, now) }
}

/** Until the first that was let go counts no more. */
function untilRoom([first]: readonly RecentDispatch[], now: Date): number {
  const ms = first === undefined ? tickMs : Date.parse(first.at) + windowMs - now.getTime()
  return Math.max(minMs, ms)
}

/**
 * What is due, oldest first: before all, what was lent and did not come back. What waits for a
 * webhook that is gone need not become due.
 */
async function dueOf(
  key: WebhookKey,
  { limit, leased, isGone }: { limit: number; leased: readonly WaitingRow[]; isGone?: boolean },
  ports: DispatchPorts,
): Promise<WaitingRow[]> {
  if (limit <= 0) return []
  const now = ports.now()
  const due = await ports.findWaiting(key, isGone ? undefined : now.toISOString(), limit)
  return [...leased.filter((row) => hasExpired(row, ports)), ...due].slice(0, limit)
}

/** Its message was lost; or may have been, with the process that was to queue it. */
function hasExpired(
  { leasedUntil }: WaitingRow,
  { soleProcessSince, now }: DispatchPorts,
): boolean {
  return !isLeased(leasedUntil, now(), { ms: messageLeaseMs, soleProcessSince })
}

async function sendRows(
  { marketplace, id: webhook }: WebhookKey,
  rows: readonly WaitingRow[],
  ports: DispatchPorts,
): Promise<void> {
  if (rows.length === 0) return

  // Lent first and queued then: whoever gets the message finds the row where the message says.
  const leasedUntil = leaseUntil(ports.now(), messageLeaseMs)
  const isLeased = await Promise.all(rows.map((row) => ports.lease(row, leasedUntil)))
  const leased = rows.filter((_, index) => isLeased[index])
  await ports.queueDeliveries(leased.map((row) => ({ ...row, leasedUntil })))
  ports.log({ message: 'woken', marketplace, webhook, deliveries: leased.length })
}
