import * as z from 'zod'

import { flags, Link } from '../integration/event-input.ts'
import { type Part, partsOf } from '../integration/event-parts.ts'
import {
  Account,
  Address,
  Company,
  maxTexts,
  Notice,
  Order,
  Payload,
  Person,
} from '../integration/event-payload.ts'
import { type IntegrationEventType, integrationEventTypes } from '../integration/event-types.ts'
import { named } from './named.ts'

/** The body of an event, as `core/integration/event-body.ts` makes it of what producers send. */

const person = Person.extend({ address: Address.required().nullable() }).required()
const VendorPerson = named('VendorEventPerson', person, {
  description: 'A user: who caused the event, or whom it is about',
})
const VendorOrder = named(
  'VendorEventOrder',
  Order.extend({
    items: Order.shape.items.unwrap().unwrap(),
    customAttributes: Order.shape.customAttributes.unwrap().unwrap().exactOptional(),
    discountCode: Order.shape.discountCode.unwrap().unwrap().exactOptional(),
    freeTrial: Order.shape.freeTrial.unwrap().unwrap().exactOptional(),
  }).required({ editionCode: true, addonOfferingCode: true, pricingDuration: true }),
  { description: 'What is ordered, or what the subscription becomes' },
)

const Marketplace = named(
  'VendorEventMarketplace',
  z.strictObject({
    partner: z.string().describe('The name of the marketplace'),
    baseUrl: z.url(),
  }),
)
const EventLink = named('VendorEventLink', z.strictObject({ ...Link.shape, href: z.url() }))
const Configuration = named('NamedTexts', Payload.shape.configuration.unwrap().unwrap(), {
  description: 'Texts by name, such as the configuration of a product',
  maxProperties: maxTexts,
})

const addon = z.strictObject({ id: z.string() })

const schemas: Readonly<Record<Part, z.ZodType>> = {
  creator: VendorPerson,
  user: VendorPerson,
  company: named('VendorEventCompany', Company.required()),
  account: named('VendorEventAccount', Account.required(), {
    description: 'The vendor’s side of a subscription',
  }),
  addonInstance: addon,
  addonBinding: addon,
  order: VendorOrder,
  notice: named('VendorEventNotice', Notice.required()),
}

/** A part of an event of this type, which is null where the type has none. */
function partOf(type: IntegrationEventType, part: Part): z.ZodType {
  const { must, may = [] } = partsOf[type]
  if (must.includes(part)) return schemas[part]
  return may.includes(part) ? schemas[part].nullable() : z.null()
}

function partsFor(type: IntegrationEventType) {
  return {
    creator: partOf(type, 'creator'),
    user: partOf(type, 'user'),
    company: partOf(type, 'company'),
    account: partOf(type, 'account'),
    addonInstance: partOf(type, 'addonInstance'),
    addonBinding: partOf(type, 'addonBinding'),
    order: partOf(type, 'order'),
    notice: partOf(type, 'notice'),
  }
}

function eventOf(type: IntegrationEventType) {
  const { creator, ...parts } = partsFor(type)
  const fields = {
    type: z.literal(type),
    marketplace: Marketplace,
    applicationUuid: z.string().describe('The id of the product'),
    flag: z
      .enum(flags)
      .nullable()
      .describe('`STATELESS`: a test, which must change nothing; `DEVELOPMENT`: not published'),
    creator,
    payload: z.strictObject({ ...parts, configuration: Configuration }),
    returnUrl: z
      .url()
      .nullable()
      .describe('Where an interactive endpoint sends the customer’s browser back'),
    links: z.array(EventLink),
  }
  return z.strictObject(fields).meta({ title: type })
}

/** An event as its vendor reads it: every key, with null where there is no value. */
export const VendorEvent = named('VendorEvent', z.union(integrationEventTypes.map(eventOf)), {
  description: 'An integration event as its vendor reads it; `type` decides which parts it has',
})

export const VendorEventXml = named('VendorEventXml', z.string(), {
  description:
    'The root element is `event`, with the names of the JSON. Values that are null are absent; the items of an order are repeated `item` elements; configuration and attributes have an `entry` with `key` and `value` for each name.',
})
