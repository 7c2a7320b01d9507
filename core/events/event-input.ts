import * as z from 'zod'

import { maskCardData, MaskedPaths } from './card-data.ts'
import {
  type Action,
  actionNames,
  actions,
  actionsOf,
  catalogue,
  type ResourceType,
} from './catalogue.ts'
import type { Event } from './event.ts'
import { EventId } from './event-id.ts'
import { isResourceUrl } from './resource-url.ts'
import { TimestampMs, TimestampMsInput } from './timestamp-ms-input.ts'
import { marketplaceName } from '../values/marketplace-name.ts'
import { notPlainText, plainText } from '../values/plain-text.ts'
import { type JsonText, textAt } from '../values/json-text.ts'
import { isDeeperThan } from '../values/parse-json.ts'
import { traceParentOf } from './trace-parent.ts'

/**
 * The maximum nesting of `content`, more than any resource needs. Content is never parsed again.
 */
const levelLimit = 100

export const Marketplace = z
  .string()
  .regex(marketplaceName, 'must be 1 to 63 letters, digits, "-" or "_"')

/** The actions, by how they may be written. */
export const wireActions: ReadonlyMap<string, Action> = new Map([
  ...actions.map((action) => [action, action] as const),
  ...actions.map((action) => [actionNames[action], action] as const),
  ['DELETED', 'REMOVED'],
])

/** An action as on the wire or on the page, in any case: `REMOVED` and "Deleted" are the same. */
export const ActionInput = z.string().transform((text, context): Action => {
  const action = wireActions.get(text.toUpperCase())
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
export const ResourceTypeName = z.enum(
  catalogue.map(({ type }) => type),
  {
    error: ({ input }) =>
      input === undefined
        ? 'is required'
        : `${shortened(input)} is not a resource; GET /resources lists them`,
  },
)

/** The same in any case. */
export const ResourceTypeInput = z.preprocess(
  (given) => (typeof given === 'string' ? given.toUpperCase() : given),
  ResourceTypeName,
)

/** The resource of an event, as Postrider processes it. */
const Resource = z.object({
  type: ResourceTypeName,
  uuid: z.string().min(1).max(255).regex(plainText, notPlainText),
  url: z
    .string()
    .min(1)
    .max(2048)
    .refine(isResourceUrl, 'must be an http or https URL, or a relative one')
    .optional(),
  content: z.string().optional(),
})

/** The fields of an event. */
export const EventFields = z.object({
  marketplace: Marketplace,
  uuid: EventId,
  timestamp: TimestampMs,
  resource: Resource,
  resourceAction: z.enum(actions),
  traceparent: z.string().exactOptional(),
  test: z.literal(true).exactOptional(),
  masked: MaskedPaths.exactOptional(),
}) satisfies z.ZodType<Event>

/** The `detail` of an event on the bus, as producers send it. */
export const Detail = EventFields.omit({ masked: true })
  .extend({
    timestamp: TimestampMsInput,
    resource: Resource.extend({ type: ResourceTypeInput, content: z.unknown().optional() }),
    resourceAction: ActionInput,
    traceparent: z.unknown().optional(),
    test: z.boolean().optional(),
  })
  .superRefine(({ resource, resourceAction }, context) => {
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

/** The event of a detail that was parsed from this JSON text; `json` is the parsed text. */
export function eventFrom(detail: z.infer<typeof Detail>, text: JsonText, json?: unknown): Event {
  return eventWith(detail, () => textAt(text, ['resource', 'content'], json))
}

/**
 * The event of a parsed detail with its content, verbatim. This drops the url and content of removed
 * resources, and card data, whose paths it adds.
 */
export function eventWith(
  { resource, traceparent: given, test: isTest, ...known }: z.infer<typeof Detail>,
  contentOf: () => JsonText | undefined,
): Event {
  const { type, uuid, url } = resource
  const traceparent = traceParentOf(given)
  const test = isTest === true && { test: isTest }
  const rest = { ...known, ...(traceparent !== undefined && { traceparent }), ...test }
  if (rest.resourceAction === 'REMOVED') return { ...rest, resource: { type, uuid } }

  const { masked, ...content } = withoutCards(type, contentOf())
  return {
    ...rest,
    resource: { type, uuid, ...(url !== undefined && { url }), ...content },
    ...(masked && { masked }),
  }
}

function withoutCards(
  type: ResourceType,
  content: JsonText | undefined,
): { content?: JsonText; masked?: string[] } {
  if (content === undefined) return {}
  return type === 'PAYMENT_INSTRUMENT' ? maskCardData(content) : { content }
}
