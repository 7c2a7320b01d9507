import type { Health } from './health.ts'
import type { WebhookKey } from './wake-up.ts'

export type HealthChangeNeeds = {
  findHealth: (webhook: WebhookKey) => Promise<Health | undefined>
  /** Saves the health, or removes it, unless another change came between (false). */
  replaceHealth: (after: Health | undefined, before: Health | undefined) => Promise<boolean>
}

/** Attempts that end meanwhile change it too. */
const mostTries = 10

/** Changes what is known of a receiver because its manager did something; resolves with what it is then. */
export async function changeHealth(
  key: WebhookKey,
  change: (health: Health | undefined) => Health | undefined,
  needs: HealthChangeNeeds,
): Promise<Health | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await needs.findHealth(key)
    const after = change(found)
    if (after === found || (await needs.replaceHealth(after, found))) return after
  }
  throw new Error(`Cannot change the health of the webhook '${key.id}': it is being changed`)
}
