import type { Attempt, Delivery } from '../deliveries/delivery.ts'
import { isTransformationFailure } from './payload.ts'

/** The one wide log line of an attempt: ids and facts, no headers and no bodies. */
export function attemptLine(
  delivery: Delivery,
  { outcome, exchange, tokenRequest, ...attempt }: Attempt,
) {
  const { kind, ...facts } = outcome
  return {
    message: 'attempt',
    ...deliveryFields(delivery),
    ...(delivery.isTest === true && { isTest: true }),
    ...attempt,
    eventAgeMs: eventAgeMs(delivery, attempt),
    outcome: kind,
    ...facts,
    // What an expression says may be content.
    ...(isTransformationFailure(outcome) && { reason: 'transformation' }),
    ...(delivery.dueAt !== undefined && { nextAttemptAt: delivery.dueAt }),
    ...exchangeFields(exchange),
  }
}

/** How old the event was at the end of the attempt; 0 when its producer's clock was ahead. */
function eventAgeMs(
  { event }: Delivery,
  { startedAt, durationMs }: Pick<Attempt, 'startedAt' | 'durationMs'>,
): number {
  return Math.max(0, Math.round(Date.parse(startedAt) + durationMs - event.timestamp))
}

/** The ids of a delivery in a log line. */
export function deliveryFields({ marketplace, id, endpoint, event }: Delivery) {
  const { uuid, resource, resourceAction } = event
  return {
    marketplace,
    delivery: id,
    webhook: endpoint,
    event: uuid,
    resource: resource.type,
    resourceAction,
  }
}

function exchangeFields(exchange: Attempt['exchange']) {
  if (exchange === undefined) return {}
  const { totalMs, ...durations } = exchange.durations
  return { ...durations, ...(exchange.address !== undefined && { address: exchange.address }) }
}
