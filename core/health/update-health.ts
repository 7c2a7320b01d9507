import type { Health } from './health.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'

export type HealthChangeNeeds = {
  findHealth: (webhook: WebhookKey) => Promise<Health | undefined>
  /** Saves the health, or removes it, unless another change came between (false). */
  replaceHealth: (after: Health | undefined, before: Health | undefined) => Promise<boolean>
}

export type Change = (health: Health | undefined) => Health | undefined

/**
 * What is known of the webhook's receiver; who loses `mostTries` times leaves it as others made it.
 */
type Known = { key: WebhookKey; health: Health | undefined; mostTries: number }

/** A row that needed no change is `same`, and one that others kept changing is `lost`. */
type Changed = {
  kind: 'changed' | 'same' | 'lost'
  before: Health | undefined
  after: Health | undefined
}

/** Attempts that end meanwhile change it too. */
const mostTries = 10

/**
 * Changes what is known of a receiver because its manager did something; resolves with what it is
 * then.
 */
export async function changeHealth(
  key: WebhookKey,
  change: Change,
  needs: HealthChangeNeeds,
): Promise<Health | undefined> {
  const known = { key, health: await needs.findHealth(key), mostTries }
  const { kind, after } = await changeRow(known, change, needs)
  if (kind !== 'lost') return after
  throw new Error(`Cannot change the health of the webhook '${key.id}': it is being changed`)
}

/**
 * Whether the webhook was removed: then it leaves no row, though one was added after its removal.
 */
export async function forgetIfRemoved(
  key: WebhookKey,
  needs: HealthChangeNeeds & {
    findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  },
): Promise<boolean> {
  if ((await needs.findWebhook(key.marketplace, key.id)) !== undefined) return false
  await changeHealth(key, () => undefined, needs)
  return true
}

/** Changes the row as it is known, and as it is there when another change came between. */
export async function changeRow(
  { key, health, mostTries }: Known,
  change: Change,
  { findHealth, replaceHealth }: HealthChangeNeeds,
): Promise<Changed> {
  let found = health
  for (let tries = 0; tries < mostTries; tries += 1) {
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
