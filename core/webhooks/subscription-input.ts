import * as z from 'zod'

import { eventPatterns, eventTypes } from './subscription.ts'

/** A webhook that lists every event type by name needs no more. */
const maxPatterns = eventTypes.size

/**
 * Event types as managers send them: `subscription.added`, `order.*` or `*`, in any case.
 * `deleted`, the page's word, is accepted for `removed`.
 */
const EventPattern = z.string().transform((text, context) => {
  const pattern = text.toLowerCase().replace(/\.deleted$/, '.removed')
  if (eventPatterns.has(pattern)) return pattern
  context.addIssue(
    `${JSON.stringify(text.slice(0, 60))} is not an event type: use one such as "subscription.added", ` +
      '"order.*" for every action of a resource, or "*" for every event; GET /resources lists them',
  )
  return z.NEVER
})

export const EventPatterns = z
  .array(EventPattern)
  .min(1)
  .max(maxPatterns)
  .transform((events) => [...new Set(events)])

/**
 * An event type as a manager sends it, such as `order.changed`, parsed into resource and action.
 */
export const EventTypeInput = z.string().transform((text, context) => {
  const found = eventTypes.get(text.toLowerCase().replace(/\.deleted$/, '.removed'))
  const [action] = found?.actions ?? []
  if (found !== undefined && action !== undefined) return { resource: found.resource, action }
  context.addIssue(
    `${JSON.stringify(text.slice(0, 60))} is not an event type such as "order.changed"; GET /resources lists them`,
  )
  return z.NEVER
})
