import { createHash } from 'node:crypto'

import * as z from 'zod'

import { Marketplace } from '../events/event.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { redactedWebhook } from '../webhooks/redacted.ts'

/** The audited actions. */
export const AuditAction = z.enum([
  'webhook.created',
  'webhook.changed',
  'webhook.enabled',
  'webhook.disabled',
  'webhook.deleted',
  'webhook.tested',
  'secret.shown',
  'secret.rotated',
  'delivery.retried',
  'recovery.started',
  'recovery.cancelled',
  'marketplace.created',
  'api-key.created',
  'api-key.revoked',
])
export type AuditAction = z.infer<typeof AuditAction>

/** A webhook's fields as the API shows them, with secrets masked. */
const Members = z.record(z.string(), z.unknown())

/** An entry of the audit log: who did what, when. */
export const AuditEntry = z.object({
  id: z.string(),
  marketplace: Marketplace,
  at: z.iso.datetime(),
  /** A person or a machine client; `postrider` for what the router did on its own. */
  by: z.string(),
  action: AuditAction,
  webhook: z.string().exactOptional(),
  delivery: z.string().exactOptional(),
  recovery: z.string().exactOptional(),
  /** The scope of the recovery. */
  selection: z
    .object({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      statuses: z.array(z.string()),
      /** How many deliveries matched when it started. */
      total: z.int(),
    })
    .exactOptional(),
  apiKey: z.object({ id: z.string(), name: z.string(), role: z.string() }).exactOptional(),
  before: Members.exactOptional(),
  after: Members.exactOptional(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

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
  const views: Record<'before' | 'after', Readonly<Record<string, unknown>>> = {
    before: redactedWebhook(before),
    after: redactedWebhook(after),
  }
  const differs = (name: string) => {
    if (ignored.includes(name)) return false
    if (name === 'authentication') return !isSame(before.authentication, after.authentication)
    if (name === 'url') return before.url !== after.url
    return !isSame(views.before[name], views.after[name])
  }
  return { before: pick(views.before, differs), after: pick(views.after, differs) }
}

function pick(members: Record<string, unknown>, keep: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(members).filter(([name]) => keep(name)))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
