import XMLBuilder from 'fast-xml-builder'

import type { EventBody } from '../../core/integration/event-body.ts'

const builder = new XMLBuilder({ suppressEmptyNode: true })

/**
 * The body as XML: values that are null are absent, the items of an order are repeated `<item>`
 * elements in `<order>`, and named values, such as the configuration, are `<entry>` elements.
 */
export function eventXml(body: EventBody): string {
  const { payload, creator, links } = body
  const event = {
    ...body,
    creator: person(creator),
    payload: {
      ...payload,
      user: person(payload.user),
      order: order(payload.order),
      configuration: entries(payload.configuration),
    },
    links: links.length === 0 ? null : { link: links },
  }
  const xml = builder.build({ event: withoutNulls(event) })
  return `<?xml version="1.0" encoding="UTF-8"?>${xml}`
}

function person(given: EventBody['creator']) {
  return given && { ...given, attributes: given.attributes && entries(given.attributes) }
}

function order(given: EventBody['payload']['order']) {
  if (given === null) return null
  const { items, customAttributes, ...rest } = given
  return {
    ...rest,
    item: items,
    ...(customAttributes && { customAttributes: entries(customAttributes) }),
  }
}

/** An empty element if there are none: an object without entries is present. */
function entries(named: Readonly<Record<string, string>>) {
  const entry = Object.entries(named).map(([key, value]) => ({ key, value }))
  return entry.length === 0 ? '' : { entry }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]))
}
