import type { Attempt, Delivery } from '../deliveries/delivery.ts'

/** A delivery in a list, with only its last attempt. */
export function toSummary(delivery: Delivery) {
  const last = delivery.attempts.at(-1)
  return { ...toDeliveryView(delivery), ...(last && { lastAttempt: toAttempt(last) }) }
}

/** A delivery with its attempts in order, each with its HTTP exchange. */
export function toDetail(delivery: Delivery) {
  const attempts = delivery.attempts.map(toAttemptDetail)
  return { ...toDeliveryView(delivery), attempts }
}

/**
 * `nextAttemptAt` is present while the delivery waits, `requested` until a requested attempt is
 * made.
 */
function toDeliveryView(delivery: Delivery) {
  const { id, endpoint, event, status, createdAt, attempts } = delivery
  const { dueAt, requested, isTest, recovery } = delivery
  return {
    id,
    webhook: endpoint,
    event,
    status,
    createdAt,
    attemptCount: attempts.length,
    ...(dueAt !== undefined && { nextAttemptAt: dueAt }),
    ...(requested && { requested: { by: requested.by, at: requested.at } }),
    ...(isTest && { isTest }),
    ...(recovery !== undefined && { recovery }),
  }
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
