import QuickLRU from 'quick-lru'

import { compilePattern, type EventPattern } from '../../core/event-patterns/event-pattern.ts'
import type { WebhookStore } from '../../core/webhooks/webhook-store.ts'

const maxPatterns = 1000

/**
 * Compiles the filter of each version of a webhook once, and reads it only then. A webhook
 * that was changed since its route was read has the newer filter. A filter that this version of the
 * router does not accept keeps nothing out.
 */
export function compiledPatterns(
  findWebhook: WebhookStore['findWebhook'],
): WebhookStore['findPattern'] {
  const compiled = new QuickLRU<string, EventPattern>({ maxSize: maxPatterns })

  return async (marketplace, { webhook: id, version }) => {
    const known = compiled.get(JSON.stringify([marketplace, id, version]))
    if (known !== undefined) return known

    const webhook = await findWebhook(marketplace, id)
    if (webhook?.filter === undefined) return undefined
    const pattern = compilePattern(webhook.filter)
    if ('errors' in pattern) return undefined
    compiled.set(JSON.stringify([marketplace, id, webhook.version]), pattern.value)
    return pattern.value
  }
}
