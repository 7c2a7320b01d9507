import * as z from 'zod'

import { type ApiAnswer, type ApiRequest, problem, type Route } from './api.ts'
import type { Call } from './call.ts'
import { type Attempt, type Delivery, Status } from './delivery.ts'
import { readPage } from './page.ts'

export type DeliveryFilter = { webhook?: string | undefined; status?: Status | undefined }

export type DeliveryNeeds = {
  /** The marketplace's deliveries that pass the filter, newest first, from a position on. */
  listDeliveries: (
    marketplace: string,
    filter: DeliveryFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ deliveries: Delivery[]; next: string | undefined }>
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  /** What is kept of the calls of a delivery's attempts, in their order; undefined where nothing is. */
  findCalls: (delivery: Delivery) => Promise<(Call | undefined)[]>
}

/** The event log: what was sent where, and how it went. */
export const deliveryRoutes: readonly Route<DeliveryNeeds>[] = [
  { method: 'GET', path: '/deliveries', scope: 'webhooks:read', answer: listDeliveries },
  { method: 'GET', path: '/deliveries/{id}', scope: 'webhooks:read', answer: getDelivery },
]

const filters = { webhook: z.string().max(64).optional(), status: Status.optional() }

async function listDeliveries(
  { caller, query }: ApiRequest,
  needs: DeliveryNeeds,
): Promise<ApiAnswer> {
  const page = readPage('deliveries', query, filters)
  if ('status' in page) return page

  const { deliveries, next } = await needs.listDeliveries(caller.marketplace, page.filter, page)
  return page.answer(deliveries.map(toSummary), next)
}

async function getDelivery(
  { caller, params }: ApiRequest,
  needs: DeliveryNeeds,
): Promise<ApiAnswer> {
  const id = params['id'] ?? ''
  const delivery = await needs.findDelivery(caller.marketplace, id)
  if (delivery === undefined) {
    return problem(404, `Cannot find the delivery '${id}': this marketplace has none with this id`)
  }
  const calls = await needs.findCalls(delivery)
  const attempts = delivery.attempts.map((attempt, index) => ({
    ...toAttempt(attempt),
    ...calls[index],
  }))
  return { status: 200, body: { ...toView(delivery), attempts } }
}

/** A delivery in a list: of its attempts only the last. */
function toSummary(delivery: Delivery) {
  const last = delivery.attempts.at(-1)
  return { ...toView(delivery), ...(last && { lastAttempt: toAttempt(last) }) }
}

/** `nextAttemptAt` is there while the delivery waits for one. */
function toView({ id, webhook, event, status, createdAt, attempts, dueAt }: Delivery) {
  return {
    id,
    webhook,
    event,
    status,
    createdAt,
    attemptCount: attempts.length,
    ...(dueAt !== undefined && { nextAttemptAt: dueAt }),
  }
}

function toAttempt({ number, startedAt, durationMs, outcome: { kind, ...facts } }: Attempt) {
  return { number, startedAt, durationMs, outcome: kind, ...facts }
}
