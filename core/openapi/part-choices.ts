import { type Part, partsOf } from '../integration/event-parts.ts'
import {
  type IntegrationEventType,
  integrationEventTypes,
  isInteractive,
} from '../integration/event-types.ts'

type JsonSchema = Readonly<Record<string, unknown>>

const someText: JsonSchema = { type: 'string' }
const nothing: JsonSchema = { type: 'null' }

const allParts = [...new Set(Object.values(partsOf).flatMap(({ must }) => must))]

/** The code that the order of this type must have. */
const codes: Readonly<Partial<Record<IntegrationEventType, string>>> = {
  SUBSCRIPTION_ORDER: 'editionCode',
  SUBSCRIPTION_CHANGE: 'editionCode',
  ADDON_ORDER: 'addonOfferingCode',
}

/** Says which parts an integration event of each type has: an event fits exactly one. */
export const partChoices = { oneOf: integrationEventTypes.map(choiceOf) }

function choiceOf(type: IntegrationEventType): JsonSchema {
  const { must } = partsOf[type]
  const { creator, ...parts } = fieldsOf(type)
  const isOrder = type === 'SUBSCRIPTION_ORDER'
  return {
    title: type,
    ...requiring(must.filter((part) => part === 'creator')),
    properties: {
      type: { const: type },
      ...(creator && { creator }),
      ...(!isInteractive(type) && { returnUrl: nothing }),
      payload: {
        type: 'object',
        ...requiring(must.filter((part) => part !== 'creator')),
        properties: { ...parts, ...(isOrder && { account: newAccount() }) },
      },
    },
    ...(!isOrder && { anyOf: knownAccount() }),
  }
}

/** What is special about each part of this type. */
function fieldsOf(type: IntegrationEventType): Partial<Record<Part, JsonSchema>> {
  const { must, may = [] } = partsOf[type]
  const code = codes[type]
  const order = code && { order: having(code, someText) }
  const others = allParts.filter((part) => !must.includes(part) && !may.includes(part))
  return {
    ...Object.fromEntries(must.map((part) => [part, { type: 'object' }])),
    ...Object.fromEntries(others.map((part) => [part, nothing])),
    ...order,
  }
}

/** An order has an account only if it is for an add-on, and the vendor has yet to create it. */
function newAccount(): JsonSchema {
  return {
    type: ['object', 'null'],
    required: ['parentAccountIdentifier'],
    properties: {
      parentAccountIdentifier: someText,
      status: { const: 'INITIALIZED' },
      accountIdentifier: nothing,
    },
  }
}

/** The account is known by what the vendor answered, or by the subscription. */
function knownAccount(): JsonSchema[] {
  const account = having('accountIdentifier', someText)
  return [
    { required: ['subscription'], properties: { subscription: someText } },
    { properties: { payload: { type: 'object', properties: { account } } } },
  ]
}

function having(name: string, schema: JsonSchema): JsonSchema {
  return { type: 'object', required: [name], properties: { [name]: schema } }
}

function requiring(names: readonly string[]): JsonSchema {
  return names.length === 0 ? {} : { required: names }
}
