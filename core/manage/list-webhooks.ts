import * as z from 'zod'

import { authenticationTypes } from '../webhooks/authentication.ts'
import { ActionInput, ResourceTypeInput } from '../events/event-input.ts'
import type { Health } from '../health/health.ts'
import { healthView, State } from './health-view.ts'
import { maskedUrl } from '../webhooks/url-credentials.ts'
import { subscriptionsOf } from '../webhooks/subscription.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** The filters and the order of the list of webhooks. */
export const webhookFilters = {
  resource: ResourceTypeInput.optional(),
  action: ActionInput.optional(),
  enabled: z.enum(['true', 'false']).optional(),
  state: State.optional(),
  authentication: z.enum(authenticationTypes).optional(),
  search: z.string().max(200).optional(),
  sort: z.enum(['createdAt', 'changedAt', 'name', 'url', 'resource', 'state']).default('createdAt'),
  order: z.enum(['asc', 'desc']).default('asc'),
}
type Filter = z.infer<z.ZodObject<typeof webhookFilters>>

type WebhookPage = { filter: Filter; limit: number; from: string | undefined }
type Listed = { webhook: Webhook; health: ReturnType<typeof healthView>; position: string }

/**
 * The webhooks that pass the filter, in the requested order, from a position on. A position
 * consists of the sort key and the id, so it remains valid when its webhook is deleted.
 */
export function listWebhooks(
  webhooks: readonly Webhook[],
  { filter, limit, from }: WebhookPage,
  { health, now }: { health: readonly Health[]; now: Date },
): { listed: Listed[]; next: string | undefined } {
  const healthOf = new Map(health.map((one) => [one.endpoint, one]))
  const direction = filter.order === 'asc' ? 1 : -1
  const order = (one: string, other: string) => direction * compare(one, other)
  const found = webhooks
    .map((webhook) => ({ webhook, health: healthView(webhook, healthOf.get(webhook.id), now) }))
    .filter((one) => passes(one, filter))
    .map((one) => ({ ...one, position: positionOf(one, filter.sort) }))
    .filter(({ position }) => from === undefined || order(position, from) >= 0)
    .toSorted((one, other) => order(one.position, other.position))
  return { listed: found.slice(0, limit), next: found[limit]?.position }
}

type Found = Omit<Listed, 'position'>

function passes({ webhook, health }: Found, filter: Filter): boolean {
  const { resource, action, enabled, state, authentication, search = '' } = filter
  const { description, id } = webhook
  // A search must not reveal masked values.
  const url = maskedUrl(webhook.url)
  const wanted = search.toLowerCase()
  return (
    gets(webhook, resource, action) &&
    (enabled === undefined || String(webhook.enabled) === enabled) &&
    (state === undefined || health.state === state) &&
    (authentication === undefined || webhook.authentication.type === authentication) &&
    [url, description, id].some((text) => text.toLowerCase().includes(wanted))
  )
}

/** Whether the webhook gets events of the resource with the action; undefined matches any. */
function gets({ events }: Webhook, resource: Filter['resource'], action: Filter['action']) {
  if (resource === undefined && action === undefined) return true
  return subscriptionsOf(events).some(
    (one) =>
      (resource === undefined || one.resource === resource) &&
      (action === undefined || one.actions.includes(action)),
  )
}

/**
 * Only this many bytes are compared, which keeps cursors short. If they are equal, the id decides.
 */
const maxSortedBytes = 150

/** In hexadecimal, which is valid in a cursor and has the same order as the text. */
function positionOf(found: Found, sort: Filter['sort']): string {
  const text = sortedBy(found, sort)
  return `${Buffer.from(text).subarray(0, maxSortedBytes).toString('hex')}#${found.webhook.id}`
}

function sortedBy({ webhook, health }: Found, sort: Filter['sort']): string {
  switch (sort) {
    case 'name':
      return (webhook.description || maskedUrl(webhook.url)).toLowerCase()
    case 'url':
      return new URL(maskedUrl(webhook.url)).href
    case 'resource':
      return subscriptionsOf(webhook.events)
        .map(({ resource }) => resource)
        .join()
    case 'state':
      return String(State.options.indexOf(health.state))
    default:
      return webhook[sort]
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
