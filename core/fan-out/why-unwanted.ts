import type { Unwanted } from '../events/unwanted.ts'
import type { WebhookRoute } from '../webhooks/match-event.ts'

/** At most this many webhooks are named, so that the line of an event is one write unit. */
const maxNamed = 5

/**
 * Why no webhook wants an event, by the routes of its resource and those of them that are for its
 * action.
 */
export function whyUnwanted(
  all: readonly WebhookRoute[],
  matching: readonly WebhookRoute[],
): Unwanted {
  if (matching.length > 0) return { reason: 'filter', ...namesOf(matching) }
  return { reason: all.length > 0 ? 'action' : 'resource', ...namesOf(all) }
}

/** A webhook may have several routes of one resource. */
function namesOf(routes: readonly WebhookRoute[]): Pick<Unwanted, 'webhookCount' | 'webhooks'> {
  const webhooks = [...new Set(routes.map(({ webhook }) => webhook))].sort()
  return { webhookCount: webhooks.length, webhooks: webhooks.slice(0, maxNamed) }
}
