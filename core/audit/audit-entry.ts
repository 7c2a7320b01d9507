import { createHash } from 'node:crypto'

import * as z from 'zod'

import { Marketplace } from '../events/event.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { redactedWebhook } from '../webhooks/redacted.ts'

/** What is put on record. */
export const AuditAction = z.enum([
  'webhook.created',
  'webhook.changed',
  'webhook.enabled',
  'webhook.disabled',
  'webhook.removed',
  'webhook.tested',
  'secret.shown',
  'secret.rotated',
  'delivery.retried',
  'recovery.started',
  'recovery.cancelled',
])
export type AuditAction = z.infer<typeof AuditAction>

/** Members of a webhook, as everybody may see them: of a secret only that it is there. */
const Members = z.record(z.string(), z.unknown())

/** Who did what to what, and when. */
export const AuditEntry = z.object({
  id: z.string(),
  marketplace: Marketplace,
  at: z.iso.datetime(),
  /** A person or a machine; `postrider` for what the router did itself. */
  by: z.string(),
  action: AuditAction,
  webhook: z.string().exactOptional(),
  delivery: z.string().exactOptional(),
  recovery: z.string().exactOptional(),
  /** What the recovery is of. */
  asked: z
    .object({
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      statuses: z.array(z.string()),
      /** So many there were when it was started. */
      total: z.int(),
    })
    .exactOptional(),
  before: Members.exactOptional(),
  after: Members.exactOptional(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

type Who = { by: string; at: string }

/** A webhook before and after; one of them is missing when it was created or removed. */
type Versions = { before?: Webhook; after: Webhook } | { before: Webhook; after?: undefined }

/** The entry of something that was done. Its id is made of what it says, so the same is one entry. */
export function auditEntry(entry: Omit<AuditEntry, 'id'>): AuditEntry {
  const hash = createHash('sha256').update(JSON.stringify(entry)).digest('base64url')
  return { id: hash.slice(0, 22), ...entry }
}

/** The entry of what became of a webhook: all of a new or a removed one, else what differs. */
export function webhookEntry(action: AuditAction, versions: Versions, who: Who): AuditEntry {
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

/** The entry of a change that is to be saved, by who and when it was changed. */
export function changeEntry(before: Webhook, after: Webhook): AuditEntry {
  const who = { by: after.changedBy, at: after.changedAt }
  return webhookEntry(actionOf(before, after), { before, after }, who)
}

function actionOf(before: Webhook, after: Webhook): AuditAction {
  if (before.enabled === after.enabled) return 'webhook.changed'
  return after.enabled ? 'webhook.enabled' : 'webhook.disabled'
}

/** The entry itself says who changed the webhook, and when. */
const alwaysRecorded = ['changedAt', 'changedBy']

/**
 * `authentication` and `url` are there too when nothing but their secrets differ: they look the same
 * on both sides.
 */
function difference(before: Webhook, after: Webhook) {
  const views = {
    before: Members.parse(redactedWebhook(before)),
    after: Members.parse(redactedWebhook(after)),
  }
  const differs = (name: string) => {
    if (alwaysRecorded.includes(name)) return false
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
