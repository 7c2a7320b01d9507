import type { Attempt, Delivery } from '../deliveries/delivery.ts'
import type { HealthStore } from '../health/health-store.ts'
import type { Health } from '../health/health.ts'
import { earlierDeliveries } from '../waiting/earlier-delivery.ts'
import type { LineStore } from '../waiting/line-store.ts'
import { heldBackBy, notBefore } from './health-view.ts'

/** The health of the delivery's receiver at a given time, and the earlier delivery that it waits for. */
type ReceiverNow = { health: Health | undefined; now: Date; earlier?: string | undefined }

/**
 * Views of deliveries of one marketplace; reads the health of receivers only if one is pending, and
 * lines only of ordered ones.
 */
export async function toSummaries(
  marketplace: string,
  deliveries: readonly Delivery[],
  ports: Pick<HealthStore, 'findAllHealth'> &
    Pick<LineStore, 'findFirstPlace'> & { now: () => Date },
) {
  const isWaiting = deliveries.some(({ status }) => status === 'pending')
  const [all, earlier] = await Promise.all([
    isWaiting ? ports.findAllHealth(marketplace) : [],
    earlierDeliveries(deliveries, ports),
  ])
  const healthOf = new Map(all.map((one) => [one.endpoint, one]))
  const now = ports.now()
  return deliveries.map((one) => {
    const health = healthOf.get(one.endpoint)
    return toSummary(one, { health, now, earlier: earlier.get(one.id) })
  })
}

/** A delivery in a list, with only its last attempt. */
function toSummary(delivery: Delivery, receiver: ReceiverNow) {
  const last = delivery.attempts.at(-1)
  return { ...toDeliveryView(delivery, receiver), ...(last && { lastAttempt: toAttempt(last) }) }
}

/** A delivery with its attempts in order, each with its HTTP exchange. */
export function toDetail(delivery: Delivery, receiver?: ReceiverNow) {
  const attempts = delivery.attempts.map(toAttemptDetail)
  return { ...toDeliveryView(delivery, receiver), attempts }
}

/**
 * `nextAttemptAt` or `waitsFor` is present while the delivery waits, `requested` until a requested
 * attempt is made.
 */
function toDeliveryView(delivery: Delivery, receiver: ReceiverNow | undefined) {
  const { id, endpoint, event, status, createdAt, attempts } = delivery
  const { requested, isTest, recovery, sequence = 0 } = delivery
  return {
    id,
    webhook: endpoint,
    event,
    status,
    createdAt,
    attemptCount: attempts.length,
    ...waitView(delivery, receiver),
    ...(requested && { requested: { by: requested.by, at: requested.at } }),
    ...(isTest && { isTest }),
    ...(recovery !== undefined && { recovery }),
    ...(sequence > 0 && { sequence }),
  }
}

/** What a pending delivery waits for: an earlier one, or its next attempt. */
function waitView(delivery: Delivery, receiver: ReceiverNow | undefined) {
  if (delivery.status !== 'pending' || receiver === undefined) return {}
  const { earlier } = receiver
  return earlier === undefined ? nextAttemptView(delivery, receiver) : { waitsFor: earlier }
}

/** When the next attempt may be made at the earliest, and what holds it back. */
function nextAttemptView(delivery: Delivery, { health, now }: ReceiverNow) {
  const { dueAt = '' } = delivery
  const heldBack = ignoresPause(delivery) ? undefined : heldBackBy(health, now)
  const { until = '' } = heldBack ?? {}
  const next = dueAt > until ? dueAt : until
  if (next === '') return {}
  return { nextAttemptAt: notBefore(now, next), ...(heldBack && { heldBack }) }
}

function ignoresPause({ requested, isTest }: Delivery): boolean {
  return requested !== undefined || isTest === true
}

/** An attempt with its requests and responses, and what a failed test suggests. */
export function toAttemptDetail(attempt: Attempt) {
  const { exchange, tokenRequest, suggestion } = attempt
  return {
    ...toAttempt(attempt),
    ...(tokenRequest && { tokenRequest }),
    ...(suggestion && { suggestion }),
    ...exchange,
  }
}

/** An attempt as the API shows it; `requestedBy` is present if a person requested it. */
function toAttempt({ outcome: { kind, ...facts }, ...attempt }: Attempt) {
  const { number, startedAt, durationMs, requestedBy } = attempt
  return {
    number,
    startedAt,
    durationMs,
    ...(requestedBy !== undefined && { requestedBy }),
    outcome: kind,
    ...facts,
  }
}
