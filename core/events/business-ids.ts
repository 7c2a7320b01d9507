import type { ResourceType } from './catalogue.ts'
import type { Event } from './event.ts'
import { isObject } from '../values/is-object.ts'

/**
 * The fields of each resource's content by whose values people find its events: JSON Pointers
 * (RFC 6901). The id of the resource itself needs none. Each value that an event has costs one
 * write unit on AWS (docs/cost-and-scale.md).
 */
const fields: Readonly<Record<ResourceType, readonly string[]>> = {
  APP_ASSIGNMENT: ['/subscriptionUuid', '/companyUuid'],
  CATALOG_PRODUCT: ['/application/id', '/application/uuid'],
  COMPANY: ['/id', '/uuid', '/externalId', '/name'],
  DISCOUNT: ['/id', '/code'],
  INVOICE: ['/id', '/invoiceNumber', '/billingRelationshipOwnerInvoiceNumber'],
  MEMBERSHIP: [],
  ORDER: ['/id', '/company/id', '/company/name'],
  PAYMENT_INSTRUMENT: ['/company/id', '/company/name'],
  PLATFORMS: [],
  QUOTE: ['/id', '/company'],
  RESELLER_REGISTRANT: ['/id', '/company'],
  LEAD: ['/id', '/company'],
  STAGING_PRODUCT: ['/id', '/uuid'],
  SUBSCRIPTION: ['/id', '/order/id', '/company/id', '/company/name'],
  USER: [],
  INTEGRATION: ['/account'],
}

/** The most business ids of one event. */
const maxIds = 5

export const maxBusinessIdLength = 128

const none: readonly string[] = []

/**
 * The business ids of an event, as they are compared, without the id of its resource. The content is
 * parsed only if its resource has fields.
 */
export function businessIdsOf({ resource }: Pick<Event, 'resource'>): readonly string[] {
  const { type, uuid, content } = resource
  const pointers = fields[type]
  if (content === undefined || pointers.length === 0) return none

  const json: unknown = JSON.parse(content)
  const found = pointers.map((pointer) => idAt(json, pointer)).filter((id) => id !== undefined)
  return [...new Set(found)].filter((id) => id !== uuid).slice(0, maxIds)
}

/** A business id as it is compared: in lower case, with single spaces, in one Unicode form. */
export function comparableBusinessId(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

function idAt(json: unknown, pointer: string): string | undefined {
  const value = pointer.split('/').slice(1).reduce(memberOf, json)
  // A larger number has lost digits.
  const text = Number.isSafeInteger(value) ? String(value) : value
  if (typeof text !== 'string' || text.length > maxBusinessIdLength) return undefined
  const id = comparableBusinessId(text)
  return id === '' ? undefined : id
}

function memberOf(json: unknown, name: string): unknown {
  return isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined
}
