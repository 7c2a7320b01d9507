import { webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import { canaryMarketplace as marketplace } from '../marketplaces/names.ts'
import type { Secrets } from '../ports.ts'
import { sealSigningSecret } from '../webhooks/signing-secrets.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'

export type CanaryWebhookPorts = Pick<WebhookStore, 'findWebhooks'> &
  Pick<WebhookChanges, 'addWebhook' | 'deleteWebhook'> & {
    sealSecrets: Secrets['seal']
    newSigningSecret: () => string
    newWebhookId: () => string
    now: () => Date
  }

/** The event type that the canary sends and receives. */
export const canaryEvent = { type: 'COMPANY', action: 'CHANGED' } as const
const events = ['company.changed']

/** Who changes the webhook, in the audit log. */
const by = 'postrider'

/**
 * Ensures the only webhook of the canary. One that is disabled or has another URL is replaced: a new
 * one has no health yet, so that it is called immediately.
 */
export async function ensureCanaryWebhook(url: string, ports: CanaryWebhookPorts): Promise<void> {
  const found = await ports.findWebhooks(marketplace)
  if (found.length === 1 && found.every((one) => isGood(one, url))) return

  const at = ports.now().toISOString()
  for (const before of found) {
    await ports.deleteWebhook(before, webhookEntry('webhook.deleted', { before }, { by, at }))
  }
  const webhook = await newWebhook(url, at, ports)
  const entry = webhookEntry('webhook.created', { after: webhook }, { by, at })
  const saved = await ports.addWebhook(webhook, entry)
  if (saved !== 'saved') throw new Error('Cannot send a canary: its webhook was changed meanwhile')
}

function isGood({ enabled, url, events: types }: Webhook, wanted: string): boolean {
  return enabled && url === wanted && types.join() === events.join()
}

async function newWebhook(url: string, at: string, ports: CanaryWebhookPorts): Promise<Webhook> {
  const key = { marketplace, id: ports.newWebhookId() }
  return {
    ...key,
    url,
    events,
    authentication: { type: 'NONE' },
    signing: { sealed: await sealSigningSecret(ports.newSigningSecret(), key, ports.sealSecrets) },
    description: 'Canary: the router itself receives it',
    enabled: true,
    timeLimitSeconds: 10,
    retryWaitsSeconds: [], // a late canary would hide that the next ones do not arrive
    version: 1,
    createdAt: at,
    createdBy: by,
    changedAt: at,
    changedBy: by,
    secretShownCount: 0,
  }
}
