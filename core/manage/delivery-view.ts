import type { HttpExchange } from '../deliveries/http-exchange.ts'
import type { Attempt, Delivery } from '../deliveries/delivery.ts'

/** A delivery in a list: of its attempts only the last. */
export function toSummary(delivery: Delivery) {
  const last = delivery.attempts.at(-1)
  return { ...toDeliveryView(delivery), ...(last && { lastAttempt: toAttempt(last) }) }
}

/** A delivery with its attempts, and with what is kept of their exchanges, in their order. */
export function toDetail(delivery: Delivery, exchanges: readonly (HttpExchange | undefined)[]) {
  const attempts = delivery.attempts.map((attempt, index) => ({
    ...toAttempt(attempt),
    ...exchanges[index],
  }))
  return { ...toDeliveryView(delivery), attempts }
}

/**
 * `nextAttemptAt` is there while the delivery waits for one, `requested` while one is asked for.
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

/** An attempt as people read it; `requestedBy` is there if somebody asked for it. */
export function toAttempt({ outcome: { kind, ...facts }, ...attempt }: Attempt) {
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
