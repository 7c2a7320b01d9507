import * as z from 'zod'

import { type Action, actionsOf, type ResourceType } from '../events/catalogue.ts'
import type { FieldError } from '../values/validation-errors.ts'
import { eventsOf, onlySubscription, type Subscription } from './subscription.ts'
import { NewWebhook } from './webhook-input.ts'

/** The fields that choose a webhook's events: `resource` and `actions`, or `events`. */
type RequestedEvents = {
  resource?: ResourceType | undefined
  actions?: readonly Action[] | undefined
  events?: readonly string[] | undefined
}

/**
 * The event types that the fields name; undefined when they name none. A change may have only one
 * of `resource` and `actions`: the other one stays as it was `before`.
 */
export function requestedEvents(
  { events, ...given }: RequestedEvents,
  before: readonly string[] = [],
): readonly string[] | undefined {
  if (events !== undefined) return events
  if (given.resource === undefined && given.actions === undefined) return undefined
  const { resource, actions } = completed(given, before)
  return resource && actions && eventsOf({ resource, actions })
}

/**
 * The errors of the fields in combination. `given` is the raw body: a field that its own schema
 * rejects is ignored here.
 */
export function requestedEventsErrors(
  given: unknown,
  before: readonly string[] = [],
): FieldError[] {
  const body = Body.safeParse(given).data ?? {}
  const isGiven = (path: string) => body[path] !== undefined
  if (isGiven('events')) {
    const message = 'must not be given together with events'
    return ['resource', 'actions'].filter(isGiven).map((path) => ({ path, message }))
  }
  const isChange = before.length > 0
  if (isChange && !isGiven('resource') && !isGiven('actions')) return []

  const kept = isChange ? onlySubscription(before) : undefined
  const message = isChange
    ? 'is required: the webhook has several resources'
    : 'is required, unless events is given'
  const missing = ['resource', 'actions'].filter((path) => !isGiven(path) && kept === undefined)
  return [
    ...missing.map((path) => ({ path, message })),
    ...unsupportedActions(completed(Readable.parse(body), before)),
  ]
}

const Body = z.record(z.string(), z.unknown())

const { resource, actions } = NewWebhook.shape
const Readable = z.object({
  resource: resource.optional().catch(undefined),
  actions: actions.optional().catch(undefined),
})

/** The given fields, completed with those of a webhook that has a single resource. */
function completed(
  { resource, actions }: RequestedEvents,
  before: readonly string[],
): Partial<Subscription> {
  const kept = onlySubscription(before)
  return { ...kept, ...(resource && { resource }), ...(actions && { actions }) }
}

function unsupportedActions({ resource, actions }: Partial<Subscription>): FieldError[] {
  if (resource === undefined || actions === undefined) return []
  const supported = actionsOf(resource)
  const others = actions.filter((action) => !supported.includes(action))
  if (others.length === 0) return []
  return [{ path: 'actions', message: `${resource} does not support ${others.join(' and ')}` }]
}
