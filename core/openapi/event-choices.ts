import { actionsOf, ownResource, resourceTypes } from '../events/catalogue.ts'
import { wireActions } from '../events/event-input.ts'
import { eventPatterns, eventTypes } from '../webhooks/subscription.ts'

/** Keywords that say which fields, resources and actions go together: a request fits exactly one. */
type Choices = { oneOf: object[] }

/** Names as they are documented; the API accepts them in any case. */
const spellings = (name: string) => [...new Set([name, name.replace(/\.removed$/, '.deleted')])]

/** `subscription.added`, `subscription.deleted`, … */
export const eventTypeNames = [...eventTypes.keys()].flatMap(spellings)

/** The event types, `order.*` and `*`. */
export const eventPatternNames = [...eventPatterns.keys()].flatMap(spellings)

/** Every action, in every spelling. */
export const actionNames = [...wireActions.keys()]

const absent = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, false] as const))

/** Resources that support the same actions, and the spellings of these actions. */
type Group = { resources: string[]; actions: string[] }

const groups = groupsOf(resourceTypes)

const byResource = groups.map(({ resources, actions }) => ({
  required: ['resource', 'actions'],
  properties: {
    ...absent('events'),
    resource: { enum: resources },
    actions: { type: 'array', items: { enum: actions } },
  },
}))

/** Where a webhook is. */
const places = ['url', 'eventBus', 'queue']

/** A new webhook is in one place, and has `resource` and `actions`, or `events`. */
export const newWebhookChoices: Choices & { allOf: Choices[] } = {
  allOf: [
    {
      oneOf: places.map((place) => ({
        required: [place],
        properties: { ...absent(...places.filter((other) => other !== place)), [place]: {} },
      })),
    },
  ],
  oneOf: [
    ...byResource,
    { required: ['events'], properties: { ...absent('resource', 'actions'), events: {} } },
  ],
}

/** A change may also have one of `resource` and `actions`, or none of the three. */
export const webhookChangeChoices: Choices = {
  oneOf: [
    ...byResource,
    { properties: absent('resource', 'actions') },
    { required: ['resource'], properties: { ...absent('actions', 'events'), resource: {} } },
    { required: ['actions'], properties: { ...absent('resource', 'events'), actions: {} } },
  ],
}

/** Producers cannot publish the events of the router. */
export const eventChoices: Choices = {
  oneOf: groupsOf(resourceTypes.filter((type) => type !== ownResource)).map(
    ({ resources, actions }) => ({
      properties: {
        resource: { type: 'object', properties: { type: { enum: resources } } },
        resourceAction: { enum: actions },
      },
    }),
  ),
}

/** Receivers get no content of what was removed. */
export const testChoices: Choices = {
  oneOf: [
    { properties: absent('content') },
    {
      required: ['content'],
      properties: {
        content: {},
        event: { enum: eventTypeNames.filter((name) => !/removed|deleted/.test(name)) },
      },
    },
  ],
}

function groupsOf(types: typeof resourceTypes): Group[] {
  const groups = new Map<string, Group>()
  for (const type of types) {
    const supported = actionsOf(type)
    const actions = actionNames.filter((name) => {
      const action = wireActions.get(name)
      return action !== undefined && supported.includes(action)
    })
    const key = supported.join()
    const resources = [...(groups.get(key)?.resources ?? []), type]
    groups.set(key, { resources, actions })
  }
  return [...groups.values()]
}
