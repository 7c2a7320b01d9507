import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import { archiveAfterDays } from '../deliveries/archivable.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { deliveryFilters, mayRepeat } from './deliveries-query.ts'
import { type AttemptsAhead, attemptsAhead } from '../deliveries/attempts-ahead.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { retryWaits } from '../webhooks/retry-policy.ts'
import { toDetail, toSummaries } from './delivery-view.ts'
import type { HealthStore } from '../health/health-store.ts'
import { deliveryCountRoutes } from './delivery-counts.ts'
import { earlierDelivery } from '../waiting/earlier-delivery.ts'
import { rangeError, parsePageQuery } from '../api/pagination.ts'
import { requestRetry, retryRefusal, type RetryPorts } from './retry-delivery.ts'

export type DeliveryPorts = RetryPorts &
  Pick<DeliveryStore, 'listDeliveries' | 'mayBeArchived'> &
  Pick<HealthStore, 'findHealth' | 'findAllHealth'> &
  AuditStore & {
    /** The waits of webhooks that have none of their own. */
    waitsSeconds: readonly number[]
  }

/** The event log: lists deliveries, shows one with its attempts, and retries one. */
export const deliveryRoutes: readonly Operation<DeliveryPorts>[] = [
  {
    method: 'GET',
    path: '/deliveries',
    scope: 'webhooks:read',
    takesQuery: true,
    mayRepeat,
    handle: listDeliveries,
  },
  { method: 'GET', path: '/deliveries/{id}', scope: 'webhooks:read', handle: getDelivery },
  {
    method: 'POST',
    path: '/deliveries/{id}/retry',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: retryDelivery,
  },
  ...deliveryCountRoutes,
]

async function listDeliveries(
  { caller, query }: ApiRequest,
  ports: DeliveryPorts,
): Promise<ApiResponse> {
  const page = parsePageQuery('deliveries', query, deliveryFilters)
  if ('status' in page) return page
  const wrong = rangeError(page.filter)
  if (wrong !== undefined) return wrong

  const { deliveries, next } = await ports.listDeliveries(caller.marketplace, page.filter, page)
  return page.answer(await toSummaries(caller.marketplace, deliveries, ports), next)
}

async function getDelivery(
  { caller, params }: ApiRequest,
  ports: DeliveryPorts,
): Promise<ApiResponse> {
  const delivery = await ports.findDelivery(caller.marketplace, params['id'] ?? '')
  if (delivery === undefined) return unknownDelivery(params, ports)
  const { marketplace, endpoint: id, status } = delivery
  const health = status === 'pending' ? await ports.findHealth({ marketplace, id }) : undefined
  const earlier = await earlierDelivery(delivery, ports)
  const shown = toDetail(delivery, { health, now: ports.now(), earlier })
  const ahead = earlier === undefined ? await aheadOf(delivery, ports) : undefined
  return { status: 200, body: { ...shown, ...ahead } }
}

/** Read for a waiting delivery only. */
async function aheadOf(
  delivery: Delivery,
  { findWebhook, waitsSeconds }: DeliveryPorts,
): Promise<AttemptsAhead | undefined> {
  if (delivery.dueAt === undefined || delivery.isTest === true) return undefined
  const webhook = await findWebhook(delivery.marketplace, delivery.endpoint)
  return webhook && attemptsAhead(delivery, retryWaits(webhook, waitsSeconds))
}

/** A retry takes no fields: it sends the same event with the webhook's current settings. */
export const Retry = z.strictObject({})

async function retryDelivery(
  { caller, params, json = {} }: ApiRequest,
  ports: DeliveryPorts,
): Promise<ApiResponse> {
  const parsed = Retry.safeParse(json)
  if (!parsed.success) return invalid('retry', parsed.error)

  const delivery = await ports.findDelivery(caller.marketplace, params['id'] ?? '')
  if (delivery === undefined) return unknownDelivery(params, ports)
  const fault = await retryRefusal(delivery, ports)
  if (fault !== undefined) return problem(409, `Cannot retry the delivery: ${fault}`)

  const after = await requestRetry(delivery, caller.subject, ports)
  if (after === undefined) {
    return problem(409, 'Cannot retry the delivery: it was changed just now; read it again')
  }
  const { marketplace, id, endpoint, requested } = after
  const at = requested?.at ?? ports.now().toISOString()
  const retried = { marketplace, at, by: caller.subject, webhook: endpoint, delivery: id }
  await ports.addAudit(auditEntry({ ...retried, action: 'delivery.retried' }))
  return {
    status: 202,
    headers: { location: `/deliveries/${after.id}` },
    body: toDetail(after, { health: undefined, now: ports.now() }),
  }
}

function unknownDelivery(
  { id = '' }: ApiRequest['params'],
  { mayBeArchived }: DeliveryPorts,
): ApiResponse {
  const fact = mayBeArchived(id)
    ? `after ${archiveAfterDays} days, a delivery that succeeded at its first attempt is in the archive only`
    : 'this marketplace has none with this id'
  return problem(404, `Cannot find the delivery '${id}': ${fact}`)
}
