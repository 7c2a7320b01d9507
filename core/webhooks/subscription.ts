import * as z from 'zod'

import {
  type Action,
  actionsOf,
  catalogue,
  detailTypePrefix,
  eventType,
  type ResourceType,
} from '../events/catalogue.ts'

/** Which events of one resource an endpoint gets. */
export type Subscription = { resource: ResourceType; actions: readonly Action[] }

/** The subscriptions to every event. */
const all = catalogue.map(({ type, actions }): Subscription => ({ resource: type, actions }))

/** Every event type of the catalogue, with the subscription to only that type. */
const eventTypes: ReadonlyMap<string, Subscription> = new Map(
  all.flatMap(({ resource, actions }) =>
    actions.map((action) => [eventType(resource, action), { resource, actions: [action] }]),
  ),
)

/** `order.*` matches every action of a resource, `*` every event. */
const patterns = new Map<string, readonly Subscription[]>([
  ['*', all],
  ...all.map((one) => [`${detailTypePrefix(one.resource)}*`, [one]] as const),
  ...[...eventTypes].map(([name, one]) => [name, [one]] as const),
])

/** A webhook that lists every event type by name needs no more. */
const maxPatterns = eventTypes.size

/**
 * Event types as managers send them: `subscription.added`, `order.*` or `*`, in any case.
 * `deleted`, the page's word, is accepted for `removed`.
 */
const EventPattern = z.string().transform((text, context) => {
  const pattern = text.toLowerCase().replace(/\.deleted$/, '.removed')
  if (patterns.has(pattern)) return pattern
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

/** The subscriptions that the patterns name, one for each resource, in the catalogue's order. */
export function subscriptionsOf(events: readonly string[]): Subscription[] {
  const wanted = events.flatMap((pattern) => patterns.get(pattern) ?? [])
  return catalogue.flatMap(({ type }) => {
    const actions = new Set(
      wanted.filter(({ resource }) => resource === type).flatMap((one) => one.actions),
    )
    const inOrder = actionsOf(type).filter((action) => actions.has(action))
    return inOrder.length === 0 ? [] : [{ resource: type, actions: inOrder }]
  })
}

/** `{ resource: 'ORDER', actions: ['ADDED'] }` → `['order.added']`. */
export function eventsOf({ resource, actions }: Subscription): string[] {
  return actions.map((action) => eventType(resource, action))
}

/** The subscription of a webhook that has one resource; undefined when it has several. */
export function onlySubscription(events: readonly string[]): Subscription | undefined {
  const [only, other] = subscriptionsOf(events)
  return other === undefined ? only : undefined
}
