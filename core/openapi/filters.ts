import { AuditAction } from '../audit/audit-entry.ts'
import { deliveryFilters } from '../deliveries/delivery-filter.ts'
import { State } from '../manage/health-view.ts'
import { webhookFilters } from '../manage/list-webhooks.ts'
import { auditFilters } from '../manage/audit.ts'
import { StatsQuery } from '../manage/stats.ts'
import { PageQuery } from '../api/pagination.ts'
import { describe, named } from './named.ts'

/** The schemas that queries are checked with, explained; of a list with its pages. */

named('ReceiverState', State, { description: 'How a receiver fares, from the best to the worst' })
named('AuditAction', AuditAction, { description: 'What was done' })

describe(PageQuery.shape, {
  limit: 'At most so many items',
  cursor: 'Where the page before ended, for this list with these filters',
})
describe(webhookFilters, {
  resource: 'Of this resource',
  action: 'With this action among theirs',
  enabled: 'Only those that are, or are not',
  state: 'Whose receiver fares so',
  authentication: 'With this type of authentication',
  search: 'What stands in URL, description or id, in any case',
  sort: 'What they are sorted by; `name` is the description, or the URL of a webhook without one; `state` is sorted from the best to the worst',
  order: 'Upwards or downwards',
})
describe(deliveryFilters, {
  webhook: 'Of this webhook, also when it was removed',
  status: 'With this status',
  resource: 'Of events of this resource',
  action: 'Of events with this action',
  from: 'Created then or later',
  to: 'Created then or before',
  statusCode: 'Whose last attempt was answered with this status',
  reason:
    'Whose last attempt failed because of this, as its `reason` says; what stands there before a colon is enough: `timeout`, `tls`',
  event: 'Of the event with this uuid',
  resourceUuid: 'Of events of the resource with this uuid',
})
describe(auditFilters, {
  webhook: 'About this webhook, also when it was removed',
  by: 'What this person or machine did; `postrider` for the router itself',
  action: 'What was done',
  from: 'Done then or later',
  to: 'Done then or before',
})
describe(StatsQuery.shape, { range: 'How far back' })

export const webhookQuery = { ...webhookFilters, ...PageQuery.shape }
export const deliveryQuery = { ...deliveryFilters, ...PageQuery.shape }
export const auditQuery = { ...auditFilters, ...PageQuery.shape }
export const statsQuery = StatsQuery.shape
