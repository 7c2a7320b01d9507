import type { DeliveryQueue } from '../deliveries/delivery-message.ts'
import { startProbe } from '../health/circuit-breaker.ts'
import type { HealthStore } from '../health/health-store.ts'
import type { Health } from '../health/health.ts'
import { findReceiver, type Receiver } from '../health/receiver.ts'
import type { HealthPorts } from '../health/record-health.ts'
import type { Log } from '../ports.ts'
import { isLeased, leaseUntil, type SoleProcess } from '../values/lease.ts'
import { addMs } from '../values/timestamp.ts'
import { messageLeaseMs, type WaitingRow } from '../waiting/waiting-row.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'
import type { WakeAtPorts } from '../waiting/wake-up.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import {
  dispatchLimit,
  isAtConcurrencyLimit,
  type Load,
  maxInFlight,
  waitMs,
  withDispatched,
} from './delivery-limits.ts'
import { type RecentDispatchStore, withinRateWindow } from './rate-limit.ts'
import { limitsWhileSlow } from './slow-share.ts'

export type DispatchPorts = WakeAtPorts &
  HealthPorts &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<WaitingStore, 'findWaiting' | 'findLeased' | 'lease'> &
  RecentDispatchStore &
  DeliveryQueue &
  SoleProcess & { log: Log }

/**
 * When more may be dispatched, and whether it has to wait because the webhook is paused. At the
 * concurrency limit, more may be dispatched when fewer than `inFlight` are leased.
 */
export type DispatchResult = { notBefore: string; isPaused: boolean; inFlight?: number }

/**
 * Dispatches the due deliveries of a webhook, oldest first, as fast as its receiver can take them:
 * none while it is paused, one probe at a time while its circuit is open, slowly after that, and
 * never more than its limits.
 */
export async function dispatchDue(key: EndpointKey, ports: DispatchPorts): Promise<DispatchResult> {
  const { endpoint, health, pause } = await findReceiver(key, ports)
  if (pause?.kind === 'circuit-open' && pause.isProbeDue && health !== undefined) {
    return { notBefore: await sendProbe(key, { endpoint, health }, ports), isPaused: true }
  }
  if (pause !== undefined) return { notBefore: pause.until, isPaused: true }

  const now = ports.now()
  const load = await dispatchWithinLimits(key, { endpoint, health, pause }, ports)
  const isAtLimit = isAtConcurrencyLimit(load)
  return {
    notBefore: addMs(now, waitMs(load, now)),
    isPaused: false,
    ...(isAtLimit && { inFlight: load.inFlight }),
  }
}

/** When no delivery could be sent as the probe, one is looked for again after this time. */
const probeRetryMs = 1000

/**
 * Sends the oldest delivery as the probe. It is recorded in the health first, so that no other
 * process sends one too. The rate limit counts it: a success closes the circuit within a second.
 */
async function sendProbe(
  key: EndpointKey,
  { endpoint, health }: Pick<Receiver, 'endpoint'> & { health: Health },
  ports: DispatchPorts,
): Promise<string> {
  const later = addMs(ports.now(), probeRetryMs)
  const leased = await ports.findLeased(key, 1)
  const [oldest] = await findDue(key, { limit: 1, leased }, ports)
  if (oldest === undefined) return later

  const probing = startProbe(health, oldest.delivery, ports.now())
  if (!(await ports.replaceHealth(probing, health))) return later
  if (endpoint?.limits?.perSecond !== undefined) {
    await ports.saveRecentDispatches(key, [{ at: ports.now().toISOString(), count: 1 }])
  }
  await sendRows(key, [oldest], ports)
  return probing.circuit?.probe?.leasedUntil ?? later
}

async function dispatchWithinLimits(
  key: EndpointKey,
  receiver: Receiver,
  ports: DispatchPorts,
): Promise<Load> {
  const leased = await ports.findLeased(key, maxInFlight + 1)
  const load = await loadOf(key, { ...receiver, leased }, ports)
  const now = ports.now()
  const limit = dispatchLimit(load, now)
  const rows = await findDue(key, { limit, leased, isDeleted: !receiver.endpoint }, ports)
  const after = withDispatched(load, rows.length, now)
  const isRateLimited = load.limits?.perSecond !== undefined
  if (isRateLimited && rows.length > 0) await ports.saveRecentDispatches(key, after.recent)
  await sendRows(key, rows, ports)
  return after
}

/** Neither the limits nor the health of a disabled webhook matter: nothing is sent to it. */
async function loadOf(
  key: EndpointKey,
  { endpoint, health, leased }: Receiver & { leased: readonly WaitingRow[] },
  ports: DispatchPorts,
): Promise<Load> {
  const inFlight = leased.filter((row) => !hasExpired(row, ports)).length
  if (endpoint?.enabled !== true) {
    return { limits: undefined, health: undefined, inFlight, recent: [] }
  }
  const limits = await limitsWhileSlow(endpoint, health, ports)
  const found = limits?.perSecond === undefined ? [] : await ports.findRecentDispatches(key)
  return { limits, health, inFlight, recent: withinRateWindow(found, ports.now()) }
}

type DueQuery = { limit: number; leased: readonly WaitingRow[]; isDeleted?: boolean }

/**
 * The rows that are due, oldest first, after those whose lease has expired. Of a deleted webhook
 * every row is due: its deliveries are dropped.
 */
async function findDue(
  key: EndpointKey,
  { limit, leased, isDeleted = false }: DueQuery,
  ports: DispatchPorts,
): Promise<WaitingRow[]> {
  if (limit <= 0) return []
  const dueBy = isDeleted ? undefined : ports.now().toISOString()
  const due = await ports.findWaiting(key, dueBy, limit)
  return [...leased.filter((row) => hasExpired(row, ports)), ...due].slice(0, limit)
}

/** Its message was lost, or may never have been queued because the process died. */
function hasExpired(
  { leasedUntil }: WaitingRow,
  { soleProcessSince, now }: DispatchPorts,
): boolean {
  return !isLeased(leasedUntil, now(), { ms: messageLeaseMs, soleProcessSince })
}

async function sendRows(
  { marketplace, id: webhook }: EndpointKey,
  rows: readonly WaitingRow[],
  ports: DispatchPorts,
): Promise<void> {
  if (rows.length === 0) return

  // Leased before queued: the message names the place of its row.
  const leasedUntil = leaseUntil(ports.now(), messageLeaseMs)
  const leased = await ports.lease(rows, leasedUntil)
  await ports.queueDeliveries(leased.map((row) => ({ ...row, leasedUntil })))
  ports.log({ message: 'woken', marketplace, webhook, deliveries: leased.length })
}
