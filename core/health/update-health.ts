import type { Health } from './health.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'

export type UpdateHealthPorts = {
  findHealth: (webhook: WebhookKey) => Promise<Health | undefined>
  /** Saves the health, or removes it, unless another change came between (false). */
  replaceHealth: (after: Health | undefined, before: Health | undefined) => Promise<boolean>
}

export type HealthUpdate = (health: Health | undefined) => Health | undefined

/**
 * What is known of the webhook's receiver; who loses `mostTries` times leaves it as others made it.
 */
type KnownHealth = { key: WebhookKey; health: Health | undefined; maxTries: number }

/** A row that needed no change is `same`, and one that others kept changing is `lost`. */
type UpdatedRow = {
  kind: 'changed' | 'same' | 'lost'
  before: Health | undefined
  after: Health | undefined
}

/** Attempts that end meanwhile change it too. */
const maxTries = 10

/**
 * Changes what is known of a receiver because its manager did something; resolves with what it is
 * then.
 */
export async function updateHealth(
  key: WebhookKey,
  change: HealthUpdate,
  ports: UpdateHealthPorts,
): Promise<Health | undefined> {
  const known = { key, health: await ports.findHealth(key), maxTries }
  const { kind, after } = await updateHealthRow(known, change, ports)
  if (kind !== 'lost') return after
  throw new Error(`Cannot change the health of the webhook '${key.id}': it is being changed`)
}

/**
 * Whether the webhook was removed: then it leaves no row, though one was added after its removal.
 */
export async function forgetIfRemoved(
  key: WebhookKey,
  ports: UpdateHealthPorts & {
    findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  },
): Promise<boolean> {
  if ((await ports.findWebhook(key.marketplace, key.id)) !== undefined) return false
  await updateHealth(key, () => undefined, ports)
  return true
}

/** Changes the row as it is known, and as it is there when another change came between. */
export async function updateHealthRow(
  { key, health, maxTries }: KnownHealth,
  change: HealthUpdate,
  { findHealth, replaceHealth }: UpdateHealthPorts,
): Promise<UpdatedRow> {
  let found = health
  for (let tries = 0; tries < maxTries; tries += 1) {
    const after = change(found)
    if (after === found) return { kind: 'same', before: found, after }
    if (await replaceHealth(after, found)) {
      const saved = after && { ...after, revision: (found?.revision ?? -1) + 1 }
      return { kind: 'changed', before: found, after: saved }
    }
    found = await findHealth(key)
  }
  return { kind: 'lost', before: found, after: found }
}
