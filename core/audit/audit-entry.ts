import { createHash } from 'node:crypto'

import type { Webhook } from '../webhooks/webhook.ts'
import { redactedWebhook } from '../webhooks/redacted.ts'
import { urlDigest } from '../webhooks/sealed-url.ts'

/** The audited actions. */
export const auditActions = [
  'webhook.created',
  'webhook.changed',
  'webhook.enabled',
  'webhook.disabled',
  'webhook.deleted',
  'webhook.tested',
  'secret.shown',
  'secret.rotated',
  'key.rotated',
  'event.tried',
  'delivery.retried',
  'recovery.started',
  'recovery.cancelled',
  'marketplace.created',
  'api-key.created',
  'api-key.revoked',
  'portal-link.created',
  'portal-link.opened',
  'portal-link.revoked',
  'product.created',
  'product.changed',
  'product.deleted',
  'integration.changed',
  'integration.deleted',
  'credential.issued',
  'integration-event.resolved',
  'integration-event.resent',
  'mail-settings.changed',
  'address.unsuppressed',
] as const
type AuditAction = (typeof auditActions)[number]

/** A webhook's fields as the API shows them, with secrets masked. */
type Members = Record<string, unknown>

/** An entry of the audit log: who did what, when. */
export type AuditEntry = {
  id: string
  marketplace: string
  at: string
  /** A person or a machine client; `postrider` for what the router did on its own. */
  by: string
  action: AuditAction
  webhook?: string
  delivery?: string
  recovery?: string
  /** The scope of the recovery; `total` is how many deliveries matched when it started. */
  selection?: { from: string; to: string; statuses: string[]; total: number }
  apiKey?: { id: string; name: string; role: string }
  portalLink?: { id: string; name: string; role: string }
  product?: { id: string; name?: string }
  /** A test event that a person published. */
  event?: { type: string; uuid: string }
  /** The token of an integration event. */
  integrationEvent?: string
  /** An address that gets mail again. */
  address?: string
  before?: Members
  after?: Members
}

type Actor = { by: string; at: string }

/** A webhook before and after a change; creation has no `before`, deletion no `after`. */
type Versions = { before?: Webhook; after: Webhook } | { before: Webhook; after?: undefined }

/**
 * An audit entry. Its id is a hash of its content, so that saving the same one twice stores one
 * entry.
 */
export function auditEntry(entry: Omit<AuditEntry, 'id'>): AuditEntry {
  const hash = createHash('sha256').update(JSON.stringify(entry)).digest('base64url')
  return { id: hash.slice(0, 22), ...entry }
}

/**
 * The audit entry of a change of a webhook: the changed fields, or all fields of a created or
 * deleted one.
 */
export function webhookEntry(action: AuditAction, versions: Versions, who: Actor): AuditEntry {
  const { before, after } = versions
  const { marketplace, id: webhook } = versions.after ?? versions.before
  const members =
    before !== undefined && after !== undefined
      ? difference(before, after)
      : {
          ...(before && { before: redactedWebhook(before) }),
          ...(after && { after: redactedWebhook(after) }),
        }
  return auditEntry({ marketplace, ...who, action, webhook, ...members })
}

/** The audit entry of an update, with its actor and time from the updated webhook. */
export function changeEntry(before: Webhook, after: Webhook): AuditEntry {
  const who = { by: after.changedBy, at: after.changedAt }
  return webhookEntry(actionOf(before, after), { before, after }, who)
}

function actionOf(before: Webhook, after: Webhook): AuditAction {
  if (before.enabled === after.enabled) return 'webhook.changed'
  return after.enabled ? 'webhook.enabled' : 'webhook.disabled'
}

/** Not listed as changes, as the entry itself has the actor and the time. */
const ignored = ['changedAt', 'changedBy']

/**
 * The changed fields. If only a secret in `authentication` or `url` differs, the field looks the
 * same on both sides.
 */
function difference(before: Webhook, after: Webhook) {
  const views: Record<'before' | 'after', Members> = {
    before: redactedWebhook(before),
    after: redactedWebhook(after),
  }
  const differs = (name: string) => {
    if (ignored.includes(name)) return false
    if (name === 'authentication') return !isSame(before.authentication, after.authentication)
    if (name === 'headers') return !isSame(before.headers, after.headers)
    if (name === 'url') return urlDigest(before) !== urlDigest(after)
    return !isSame(views.before[name], views.after[name])
  }
  return { before: pick(views.before, differs), after: pick(views.after, differs) }
}

function pick(members: Members, keep: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(members).filter(([name]) => keep(name)))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
