import type { AuditEntry } from '../../core/audit/audit-entry.ts'
import type { ResourceType } from '../../core/events/catalogue.ts'
import { subscriptionsOf } from '../../core/webhooks/subscription.ts'
import type { WebhookRoute } from '../../core/webhooks/match-event.ts'
import type { Condition, Item, Key, Table, Write } from '../../core/ports.ts'
import type { WebhookStore } from '../../core/webhooks/webhook-store.ts'
import { urlDigest } from '../../core/webhooks/sealed-url.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { compiledPatterns } from './compiled-patterns.ts'
import { auditIn, auditWrites } from './audit-store.ts'
import { marketplaceWrite, marketplacesIn } from './marketplace-store.ts'
import type { Saved } from '../../core/webhooks/saved.ts'
import { rowIn } from './row.ts'

/**
 * Webhooks in a table. Each marketplace's partition has its webhooks and one route per event type
 * of each. Fan-out reads routes only: a few bytes instead of a webhook. A route's key consists of
 * what must be unique among the marketplace's webhooks. Every change is saved in one transaction
 * with its audit entry.
 */
export function webhooksIn(table: Table) {
  return {
    ...auditIn(table),
    ...marketplacesIn(table),
    ...routesIn(table),

    addWebhook: async (webhook: Webhook, entry: AuditEntry): Promise<Saved> => {
      const routes = routesOf(webhook).map((put): Write => ({ put, if: 'absent' }))
      const isSaved = await table.write([
        { put: toItem(webhook), if: 'absent' },
        marketplaceWrite(webhook.marketplace),
        ...routes,
        ...auditWrites(entry),
      ])
      return isSaved ? 'saved' : conflictOf(table, webhook, undefined)
    },

    findWebhook: (...which: Wanted) => find(table, which),

    findWebhooks: async (marketplace: string): Promise<Webhook[]> => {
      const items = await table.query({
        partition: marketplace,
        from: webhookKey(marketplace, '').sk,
        to: webhookKey(marketplace, '~').sk,
      })
      return items.map((item) => rowIn<Webhook>(item))
    },

    replaceWebhook: async (after: Webhook, before: Webhook, entry: AuditEntry): Promise<Saved> => {
      const isSaved = await table.write([
        { put: toItem(after), if: ifUnchanged(before) },
        ...routeChanges(after, before),
        ...auditWrites(entry),
      ])
      return isSaved ? 'saved' : conflictOf(table, after, before)
    },

    deleteWebhook: async (webhook: Webhook, entry: AuditEntry): Promise<Saved> => {
      const isSaved = await table.write([
        { remove: keyOf(webhook), if: ifUnchanged(webhook) },
        ...routesOf(webhook).map(({ pk, sk }): Write => ({ remove: { pk, sk } })),
        ...auditWrites(entry),
      ])
      if (isSaved) return 'saved'
      return (await isGone(table, webhook)) ? 'gone' : 'stale'
    },
  }
}

/** What fan-out reads. */
function routesIn(table: Table) {
  return {
    findRoutes: async (marketplace: string, resource: ResourceType): Promise<WebhookRoute[]> => {
      const items = await table.query({
        partition: marketplace,
        from: `route#${resource}#`,
        to: `route#${resource}#~`,
      })
      return items.map(routeIn)
    },

    findPattern: compiledPatterns((...which) => find(table, which)),
  }
}

type Wanted = Parameters<WebhookStore['findWebhook']>

async function find(
  table: Table,
  [marketplace, id, options]: Wanted,
): Promise<Webhook | undefined> {
  return rowIn<Webhook>(await table.get(webhookKey(marketplace, id), options))
}

type RouteRow = Omit<WebhookRoute, 'actions'> & { action: WebhookRoute['actions'][number] }

function routeIn(item: Item): WebhookRoute {
  const { action, ...rest } = rowIn<RouteRow>(item)
  return { ...rest, actions: [action] }
}

function keyOf({ marketplace, id }: Webhook): Key {
  return webhookKey(marketplace, id)
}

function webhookKey(marketplace: string, id: string): Key {
  return { pk: marketplace, sk: `webhook#${id}` }
}

function toItem(webhook: Webhook): Item {
  return { ...keyOf(webhook), ...webhook }
}

/**
 * Reading the secret does not change the version, and a concurrent change must not undo its count.
 */
function ifUnchanged({ version, secretShownCount }: Webhook): Condition {
  return { version, secretShownCount }
}

function routesOf(webhook: Webhook): Item[] {
  const { marketplace, id, events, enabled, limits, ordering, filter, version } = webhook
  const target = urlDigest(webhook)
  return subscriptionsOf(events).flatMap(({ resource, actions }) =>
    actions.map((action) => ({
      pk: marketplace,
      sk: `route#${resource}#${action}#${target}`,
      webhook: id,
      action,
      enabled,
      version,
      ...(limits !== undefined && { isLimited: true }),
      ...(ordering === 'RESOURCE' && { isOrdered: true }),
      ...(filter !== undefined && { isFiltered: true }),
    })),
  )
}

/** Unchanged routes are written again, as the change may enable, disable or limit the webhook. */
function routeChanges(after: Webhook, before: Webhook): Write[] {
  const newRoutes = routesOf(after)
  const oldRoutes = routesOf(before)
  const isIn = (routes: Item[], { sk }: Item) => routes.some((route) => route.sk === sk)
  return [
    ...oldRoutes
      .filter((route) => !isIn(newRoutes, route))
      .map(({ pk, sk }): Write => ({ remove: { pk, sk } })),
    ...newRoutes.map((put): Write => (isIn(oldRoutes, put) ? { put } : { put, if: 'absent' })),
  ]
}

/**
 * Why a change was not saved: the webhook was deleted, another webhook has one of the routes, or
 * the version has changed.
 */
async function conflictOf(
  table: Table,
  after: Webhook,
  before: Webhook | undefined,
): Promise<Saved> {
  if (before !== undefined && (await isGone(table, before))) return 'gone'
  const routes = await Promise.all(routesOf(after).map(({ pk, sk }) => table.get({ pk, sk })))
  const other = routes.find((route) => route !== undefined && route['webhook'] !== after.id)
  if (other !== undefined) return { conflictsWith: String(other['webhook']) }
  if (before !== undefined) return 'stale'
  throw new Error(`Cannot add the webhook '${after.id}': it already exists`)
}

async function isGone(table: Table, { marketplace, id }: Webhook): Promise<boolean> {
  return (await find(table, [marketplace, id])) === undefined
}
