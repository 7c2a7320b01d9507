import { deliveryFilters } from '../manage/deliveries-query.ts'
import { countFilters } from '../manage/delivery-counts.ts'
import { eventFilters } from '../manage/events-query.ts'
import { State } from '../manage/health-view.ts'
import { webhookFilters } from '../manage/list-webhooks.ts'
import { ActionName, auditFilters } from '../manage/audit.ts'
import { ManyStatsQuery, StatsQuery } from '../manage/stats.ts'
import { PageQuery } from '../api/pagination.ts'
import { describe, named } from './named.ts'

/**
 * The schemas that validate queries, with descriptions; lists include the parameters of pagination.
 */

named('ReceiverState', State, { description: 'The health of a receiver, from best to worst' })
named('AuditAction', ActionName, { description: 'The recorded action' })

describe(PageQuery.shape, {
  limit: 'The maximum number of items to return',
  cursor: 'The `cursor` of the previous page, which must have the same filters',
})
describe(webhookFilters, {
  resource: 'Only webhooks with this resource',
  action: 'Only webhooks with this action',
  enabled: 'Only enabled, or only disabled, webhooks',
  state: 'Only webhooks whose receiver has this health',
  authentication: 'Only webhooks with this type of authentication',
  search: 'Text to find in the description, URL or id, case-insensitively',
  sort: 'The sort key. `name` is the description, or the URL of a webhook without one; `state` sorts from best to worst',
  order: 'The sort order',
})
describe(deliveryFilters, {
  webhook: 'Only deliveries to these webhooks, even if they were deleted',
  status: 'Only deliveries with these statuses',
  resource: 'Only events of these resources',
  action: 'Only events with these actions',
  eventType: 'Only events of these types, such as `subscription.changed`',
  from: 'Only deliveries created at this time or later',
  to: 'Only deliveries created at this time or earlier',
  statusCode: 'Only deliveries whose latest attempt got one of these HTTP statuses',
  reason:
    'Only deliveries whose latest attempt failed with one of these, or with this part before the colon of its `reason`: `timeout`, `tls`',
  event: 'Only deliveries of the events with these uuids',
  resourceUuid: 'Only events of the resources with these uuids',
  businessId:
    'Only events whose content has one of these ids or names: a subscription’s or company’s id, an order number, a ' +
    'company’s name. Compared whole and case-insensitively; the id of the event’s resource counts too',
})
describe(eventFilters, {
  from: 'Only events accepted at this time or later',
  to: 'Only events accepted at this time or earlier',
  wanted:
    '`true`: only events with deliveries; `false`: only those that no webhook wanted, of the last 7 days',
})
describe(auditFilters, {
  webhook: 'Only entries about this webhook, even if it was deleted',
  by: 'Only actions of this person or machine client; `postrider` for the router itself',
  action: 'Only entries with this action',
  from: 'Only entries at this time or later',
  to: 'Only entries at this time or earlier',
})
describe(StatsQuery.shape, { range: 'The time range, up to now' })
describe(ManyStatsQuery.shape, {
  range: 'The time range, up to now',
  webhooks: 'The ids of at most 100 webhooks, separated by commas',
})

export const webhookQuery = { ...webhookFilters, ...PageQuery.shape }
export const countQuery = countFilters
export const deliveryQuery = { ...deliveryFilters, ...PageQuery.shape }
export const eventQuery = { ...eventFilters, ...PageQuery.shape }
export const auditQuery = { ...auditFilters, ...PageQuery.shape }
export const statsQuery = StatsQuery.shape
export const manyStatsQuery = ManyStatsQuery.shape
