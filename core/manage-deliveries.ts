import { type ApiAnswer, type ApiRequest, problem, type Route } from './api.ts'
import { type Attempt, type Delivery, Status } from './delivery.ts'
import { readPage } from './page.ts'
import * as z from 'zod'

export type DeliveryFilter = { webhook?: string | undefined; status?: Status | undefined }

export type DeliveryNeeds = {
  /** The marketplace's deliveries that pass the filter, newest first, from a position on. */
  listDeliveries: (
    marketplace: string,
    filter: DeliveryFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ deliveries: Delivery[]; next: string | undefined }>
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
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
  const page = readPage(query, filters)
  if ('status' in page) return page

  const { deliveries, next } = await needs.listDeliveries(caller.marketplace, page.filter, page)
  return page.answer(deliveries.map(toSummary), next)
}

async function getDelivery(
  { caller, params }: ApiRequest,
  needs: DeliveryNeeds,
): Promise<ApiAnswer> {
  const delivery = await needs.findDelivery(caller.marketplace, params['id'] ?? '')
  if (delivery === undefined) {
    const id = params['id'] ?? ''
    return problem(404, `Cannot find the delivery '${id}': this marketplace has none with this id`)
  }
  return {
    status: 200,
    body: { ...toSummary(delivery), attempts: delivery.attempts.map(toAttempt) },
  }
}

/** A delivery in a list. `nextAttemptAt` is there while it waits for one. */
function toSummary({ id, webhook, event, status, createdAt, attempts, dueAt }: Delivery) {
  const last = attempts.at(-1)
  return {
    id,
    webhook,
    event,
    status,
    createdAt,
    attemptCount: attempts.length,
    ...(last && { lastAttempt: toAttempt(last) }),
    ...(dueAt !== undefined && { nextAttemptAt: dueAt }),
  }
}

function toAttempt({ number, startedAt, durationMs, outcome: { kind, ...facts } }: Attempt) {
  return { number, startedAt, durationMs, outcome: kind, ...facts }
}
