import type { HealthStore } from './health-store.ts'
import type { Health } from './health.ts'
import { optimisticUpdate } from '../values/optimistic-update.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

export type UpdateHealthPorts = Pick<HealthStore, 'findHealth' | 'replaceHealth'>

export type HealthUpdate = (health: Health | undefined) => Health | undefined

/** The health as it was read. After `maxTries` conflicts the row stays as others changed it. */
type KnownHealth = { key: EndpointKey; health: Health | undefined; maxTries: number }

/** `same`: the row needed no change. `lost`: other changes came first every time. */
type UpdatedRow = {
  kind: 'changed' | 'same' | 'lost'
  before: Health | undefined
  after: Health | undefined
}

/** Attempts that end at the same time change the row too. */
const maxTries = 10

/** Changes a webhook's health after an action of a manager; resolves with the new one. */
export async function updateHealth(
  key: EndpointKey,
  change: HealthUpdate,
  ports: UpdateHealthPorts,
): Promise<Health | undefined> {
  const known = { key, health: await ports.findHealth(key), maxTries }
  const { kind, after } = await updateHealthRow(known, change, ports)
  if (kind !== 'lost') return after
  throw new Error(`Cannot change the health of the webhook '${key.id}': it is being changed`)
}

/**
 * Whether the webhook was deleted. If so, its health row is removed too: it may have been added
 * after the removal.
 */
export async function forgetIfRemoved(
  key: EndpointKey,
  ports: UpdateHealthPorts & Pick<WebhookStore, 'findWebhook'>,
): Promise<boolean> {
  if ((await ports.findWebhook(key.marketplace, key.id)) !== undefined) return false
  await updateHealth(key, () => undefined, ports)
  return true
}

/** Changes the row as it was read; if another change came first, as it is stored by then. */
export async function updateHealthRow(
  { key, health, maxTries }: KnownHealth,
  change: HealthUpdate,
  { findHealth, replaceHealth }: UpdateHealthPorts,
): Promise<UpdatedRow> {
  const read = () => findHealth(key)
  const updated = await optimisticUpdate<Health | undefined, UpdatedRow>(
    { read, known: { found: health }, maxTries },
    async (found) => {
      const after = change(found)
      if (after === found) return { kind: 'same', before: found, after }
      if (!(await replaceHealth(after, found))) return 'conflict'
      const saved = after && { ...after, revision: (found?.revision ?? -1) + 1 }
      return { kind: 'changed', before: found, after: saved }
    },
  )
  if (updated !== 'conflict') return updated
  const found = await read()
  return { kind: 'lost', before: found, after: found }
}
