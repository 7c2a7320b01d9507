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
export const eventTypes: ReadonlyMap<string, Subscription> = new Map(
  all.flatMap(({ resource, actions }) =>
    actions.map((action) => [eventType(resource, action), { resource, actions: [action] }]),
  ),
)

/** `order.*` matches every action of a resource, `*` every event. */
export const eventPatterns: ReadonlyMap<string, readonly Subscription[]> = new Map<
  string,
  readonly Subscription[]
>([
  ['*', all],
  ...all.map((one) => [`${detailTypePrefix(one.resource)}*`, [one]] as const),
  ...[...eventTypes].map(([name, one]) => [name, [one]] as const),
])

/** The subscriptions that the patterns name, one for each resource, in the catalogue's order. */
export function subscriptionsOf(events: readonly string[]): Subscription[] {
  const wanted = events.flatMap((pattern) => eventPatterns.get(pattern) ?? [])
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
