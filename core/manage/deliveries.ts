import * as z from 'zod'

import { type ApiAnswer, type ApiRequest, invalid, problem, type Route } from '../api/endpoint.ts'
import { auditEntry, type AuditEntry } from '../audit/audit-entry.ts'
import type { Call } from '../deliveries/http-exchange.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { type DeliveryFilter, deliveryFilters } from '../deliveries/delivery-filter.ts'
import { toDetail, toSummary } from './delivery-view.ts'
import { rangeFault, readPage } from '../api/pagination.ts'
import { retry, retryFault, type RetryNeeds } from './retry-delivery.ts'

export type DeliveryNeeds = RetryNeeds & {
  /** The marketplace's deliveries that pass the filter, newest first, from a position on. */
  listDeliveries: (
    marketplace: string,
    filter: DeliveryFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ deliveries: Delivery[]; next: string | undefined }>
  /**
   * What is kept of the calls of a delivery's attempts, in their order; undefined where nothing is.
   */
  findCalls: (delivery: Delivery) => Promise<(Call | undefined)[]>
  /** Puts on record what was done. */
  addAudit: (entry: AuditEntry) => Promise<void>
}

/** The event log: what was sent where, and how it went; and how to send it once more. */
export const deliveryRoutes: readonly Route<DeliveryNeeds>[] = [
  {
    method: 'GET',
    path: '/deliveries',
    scope: 'webhooks:read',
    takesQuery: true,
    answer: listDeliveries,
  },
  { method: 'GET', path: '/deliveries/{id}', scope: 'webhooks:read', answer: getDelivery },
  {
    method: 'POST',
    path: '/deliveries/{id}/retry',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    answer: retryDelivery,
  },
]

async function listDeliveries(
  { caller, query }: ApiRequest,
  needs: DeliveryNeeds,
): Promise<ApiAnswer> {
  const page = readPage('deliveries', query, deliveryFilters)
  if ('status' in page) return page
  const wrong = rangeFault(page.filter)
  if (wrong !== undefined) return wrong

  const { deliveries, next } = await needs.listDeliveries(caller.marketplace, page.filter, page)
  return page.answer(deliveries.map(toSummary), next)
}

async function getDelivery(
  { caller, params }: ApiRequest,
  needs: DeliveryNeeds,
): Promise<ApiAnswer> {
  const delivery = await needs.findDelivery(caller.marketplace, params['id'] ?? '')
  if (delivery === undefined) return unknownDelivery(params)
  return { status: 200, body: toDetail(delivery, await needs.findCalls(delivery)) }
}

/** A retry is told nothing: it sends the same event, as the webhook is now. */
export const Retry = z.strictObject({})

async function retryDelivery(
  { caller, params, json = {} }: ApiRequest,
  needs: DeliveryNeeds,
): Promise<ApiAnswer> {
  const parsed = Retry.safeParse(json)
  if (!parsed.success) return invalid('retry', parsed.error)

  const delivery = await needs.findDelivery(caller.marketplace, params['id'] ?? '')
  if (delivery === undefined) return unknownDelivery(params)
  const fault = await retryFault(delivery, needs)
  if (fault !== undefined) return problem(409, `Cannot retry the delivery: ${fault}`)

  const after = await retry(delivery, caller.subject, needs)
  if (after === undefined) {
    return problem(409, 'Cannot retry the delivery: it was changed just now; read it again')
  }
  const { marketplace, id, webhook, requested } = after
  const at = requested?.at ?? needs.now().toISOString()
  const retried = { marketplace, at, by: caller.subject, webhook, delivery: id }
  await needs.addAudit(auditEntry({ ...retried, action: 'delivery.retried' }))
  return {
    status: 202,
    headers: { location: `/deliveries/${after.id}` },
    body: toDetail(after, await needs.findCalls(after)),
  }
}

function unknownDelivery({ id }: ApiRequest['params']): ApiAnswer {
  return problem(
    404,
    `Cannot find the delivery '${id ?? ''}': this marketplace has none with this id`,
  )
}
