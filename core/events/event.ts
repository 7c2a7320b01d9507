import * as z from 'zod'

import { withoutCardData } from './card-data.ts'
import { type Action, actionNames, actions, actionsOf, catalogue, eventType } from './catalogue.ts'
import { notPlainText, plainText } from '../values/plain-text.ts'
import { type JsonText, textAt } from '../values/json-text.ts'
import { isDeeperThan } from '../values/parse-json.ts'
import { traceParentOf } from './trace-parent.ts'

/**
 * The maximum size of an event's detail in UTF-8, with its content as JSON. SQS and EventBridge
 * accept 1 MiB, including envelope and escapes: content as a string is twice as long at most.
 */
export const eventLimitBytes = 200 * 1024

/**
 * The maximum nesting of `content`, more than any resource needs. Content is never parsed again.
 */
const levelLimit = 100

/** The tenant. It is part of table keys, so it must not contain separators. */
export const Marketplace = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'must be 1 to 63 letters, digits, "-" or "_"')

const wireActions: ReadonlyMap<string, Action> = new Map([
  ...actions.map((action) => [action, action] as const),
  ...actions.map((action) => [actionNames[action], action] as const),
  ['DELETED', 'REMOVED'],
])

/** An action as on the wire or on the page: `REMOVED`, `DELETED` and "Deleted" are the same. */
export const ActionInput = z.string().transform((text, context): Action => {
  const action = wireActions.get(text)
  if (action !== undefined) return action
  context.addIssue(
    `${shortened(text)} is not an action; use ADDED, CHANGED or REMOVED (or DELETED)`,
  )
  return z.NEVER
})

/** The invalid input, shortened for a message. */
function shortened(input: unknown): string {
  return JSON.stringify(input).slice(0, 60)
}

/** The wire type of one of the resources in the catalogue. */
export const ResourceTypeInput = z.enum(
  catalogue.map(({ type }) => type),
  {
    error: ({ input }) =>
      input === undefined
        ? 'is required'
        : `${shortened(input)} is not a resource; GET /resources lists them`,
  },
)

/** The resource of an event, as Postrider processes it. */
const Resource = z.object({
  type: ResourceTypeInput,
  uuid: z.string().min(1).max(255).regex(plainText, notPlainText),
  url: z.url().max(2048).optional(),
  content: z.string().optional(),
})

/** The end of the year 9999, the last in ISO 8601 without an agreement. */
const latestMs = 253_402_300_799_999

/** An event. `timestamp` is epoch milliseconds, `resource.content` JSON text. */
export const Event = z.object({
  marketplace: Marketplace,
  uuid: z.guid(),
  timestamp: z.int().nonnegative().max(latestMs),
  resource: Resource,
  resourceAction: z.enum(['ADDED', 'CHANGED', 'REMOVED']),
  /** The producer's trace (W3C Trace Context), which receivers get as a header. */
  traceparent: z.string().exactOptional(),
})
export type Event = z.infer<typeof Event>

/** The `detail` of an event on the bus, as producers send it. */
export const Detail = Event.extend({
  resource: Resource.extend({ content: z.unknown().optional() }),
  resourceAction: ActionInput,
  traceparent: z.unknown().optional(),
}).superRefine(({ resource, resourceAction }, context) => {
  const supported = actionsOf(resource.type)
  if (!supported.includes(resourceAction)) {
    const names = supported.map((action) => `${action} (${actionNames[action]})`).join(', ')
    context.addIssue({
      code: 'custom',
      path: ['resourceAction'],
      message: `${resource.type} does not support ${resourceAction}; it supports ${names}`,
    })
  }
  if (isDeeperThan(levelLimit, resource.content)) {
    const message = `is nested more than ${levelLimit} levels deep`
    context.addIssue({ code: 'custom', path: ['resource', 'content'], message })
  }
})

/**
 * The event of a parsed detail. `text` is the JSON text that it was parsed from and `path` leads to
 * the detail in it; the content is taken from there verbatim. This drops the url and content of
 * removed resources, and card data.
 */
export function eventFrom(
  { resource, traceparent: given, ...known }: z.infer<typeof Detail>,
  text: JsonText,
  path: readonly string[] = [],
): Event {
  const { type, uuid, url } = resource
  const traceparent = traceParentOf(given)
  const rest = { ...known, ...(traceparent !== undefined && { traceparent }) }
  if (rest.resourceAction === 'REMOVED') return { ...rest, resource: { type, uuid } }

  const content = textAt(text, [...path, 'resource', 'content'])
  return {
    ...rest,
    resource: {
      type,
      uuid,
      ...(url !== undefined && { url }),
      ...(content !== undefined && {
        content: type === 'PAYMENT_INSTRUMENT' ? withoutCardData(content) : content,
      }),
    },
  }
}

/** The detail-types that match the event: for removals, both `user.removed` and `user.deleted`. */
export function detailTypesOf({ resource, resourceAction }: Event): string[] {
  const name = eventType(resource.type, resourceAction)
  return resourceAction === 'REMOVED' ? [name, name.replace('removed', 'deleted')] : [name]
}

/** The event's `detail` as producers write it: marketplace and trace, then what receivers get. */
export function detailOf(event: Event): JsonText {
  const { marketplace, traceparent } = event
  const first = JSON.stringify({ marketplace, traceparent }).slice(0, -1)
  return `${first},${notificationOf(event).slice(1)}`
}

/**
 * The same with the content as a string of its JSON text, in which EventBridge leaves every number
 * and member as it is. At most twice as long, by the escapes.
 */
export function busDetailOf(event: Event): JsonText {
  const { content, ...resource } = event.resource
  if (content === undefined) return detailOf(event)
  return detailOf({ ...event, resource: { ...resource, content: JSON.stringify(content) } })
}

/**
 * Whether two events with the same uuid describe the same change. A uuid may be published twice,
 * but not for another change.
 */
export function isSameEvent(one: Event, other: Event): boolean {
  return (
    one.resource.type === other.resource.type &&
    one.resource.uuid === other.resource.uuid &&
    one.resourceAction === other.resourceAction
  )
}

/**
 * The body of requests to receivers: exactly uuid, timestamp, resource and resourceAction, in this
 * order, with the content verbatim. Source: the marketplace's payload pages and captured traffic.
 */
export function notificationOf({ uuid, timestamp, resource, resourceAction }: Event): JsonText {
  const { content, ...rest } = resource
  const known = JSON.stringify({ type: rest.type, uuid: rest.uuid, url: rest.url })
  const whole = content === undefined ? known : `${known.slice(0, -1)},"content":${content}}`
  return `{"uuid":${JSON.stringify(uuid)},"timestamp":${timestamp},"resource":${whole},"resourceAction":"${resourceAction}"}`
}
