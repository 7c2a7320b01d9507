import type { Attempt, Delivery } from '../deliveries/delivery.ts'
import type { HttpExchange } from '../deliveries/http-exchange.ts'

/** The one wide log line of an attempt: ids and facts, no headers and no bodies. */
export function attemptLine(
  delivery: Delivery,
  { outcome, ...attempt }: Attempt,
  exchange: HttpExchange | undefined,
) {
  const { kind, ...facts } = outcome
  return {
    message: 'attempt',
    ...deliveryFields(delivery),
    ...attempt,
    outcome: kind,
    ...facts,
    ...(delivery.dueAt !== undefined && { nextAttemptAt: delivery.dueAt }),
    ...exchangeFields(exchange),
  }
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

function exchangeFields(exchange: HttpExchange | undefined) {
  if (exchange === undefined) return {}
  const { totalMs, ...durations } = exchange.durations
  return { ...durations, ...(exchange.address !== undefined && { address: exchange.address }) }
}
