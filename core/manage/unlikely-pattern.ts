import { compilePattern } from '../event-patterns/event-pattern.ts'
import { notificationOf } from '../events/event.ts'
import { sampleEvent } from '../events/sample-event.ts'
import { subscriptionsOf } from '../webhooks/subscription.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** Says that a filter may never match: it matches no sample of the webhook's event types. */
export function patternWarnings({ marketplace, events, filter }: Webhook): string[] {
  const compiled = filter === undefined ? undefined : compilePattern(filter)
  if (compiled === undefined || 'errors' in compiled) return []
  const reasons = subscriptionsOf(events).flatMap(({ resource, actions }) =>
    actions.map((action) => {
      const body: unknown = JSON.parse(notificationOf(sampleEvent(marketplace, resource, action)))
      return compiled.value.mismatch(body)?.reason
    }),
  )
  const [reason] = reasons
  if (reason === undefined || reasons.includes(undefined)) return []
  return [`The filter matches no sample of the webhook's event types: the first one ${reason}`]
}
