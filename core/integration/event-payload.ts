import * as z from 'zod'

import { accountStatuses, noticeTypes } from './event-types.ts'
import { notPlainText, plainText } from '../values/plain-text.ts'

/** Text with a maximum length, without control characters. */
export function textUpTo(limit: number) {
  return z.string().min(1).max(limit).regex(plainText, notPlainText)
}

/** A value that may be absent: producers write null or leave the key out. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().exactOptional()

const id = textUpTo(255)
const text = optional(z.string().max(1000).regex(plainText, notPlainText))

/** How many named texts there are at most. */
export const maxTexts = 100

/** Named texts, such as the configuration of a product or the attributes of a user. */
const Texts = z
  .record(textUpTo(255), z.string().max(4096).regex(plainText, notPlainText))
  .refine((texts) => Object.keys(texts).length <= maxTexts, `must have at most ${maxTexts} members`)

export const Address = z.strictObject({
  salutation: text,
  firstName: text,
  lastName: text,
  fullName: text,
  companyName: text,
  phone: text,
  phoneExtension: text,
  fax: text,
  faxExtension: text,
  street1: text,
  street2: text,
  city: text,
  state: text,
  zip: text,
  country: text,
  pobox: text,
  pozip: text,
})
export type Address = z.infer<typeof Address>

/** The keys of an address, in the order of the wire. */
export const addressKeys = Address.keyof().options

/** The creator of an event, or the user that it is about. */
export const Person = z.strictObject({
  uuid: id,
  openId: text,
  email: text,
  firstName: text,
  lastName: text,
  language: text,
  locale: text,
  address: optional(Address),
  attributes: optional(Texts),
})
export type Person = z.infer<typeof Person>

export const Company = z.strictObject({
  uuid: id,
  externalId: text,
  name: text,
  email: text,
  phoneNumber: text,
  website: text,
  country: text,
})

export const Account = z.strictObject({
  /** The id that the vendor gave the account in its response to the order. */
  accountIdentifier: optional(id),
  status: z.enum(accountStatuses),
  /** The account of the parent, if the subscription is an add-on. */
  parentAccountIdentifier: optional(id),
})

const pricingDurations = [
  'ONE_TIME',
  'MONTHLY',
  'QUARTERLY',
  'SIX_MONTHS',
  'YEARLY',
  'TWO_YEARS',
  'THREE_YEARS',
  'DAILY',
] as const

const Item = z.strictObject({
  /** Not an enum: the marketplace has some 250 units, and adds to them. */
  unit: z
    .string()
    .max(100)
    .regex(/^[A-Z][A-Z0-9_]*$/, 'must be a unit in capital letters, such as USER or GIGABYTE'),
  quantity: z.number().nonnegative(),
})

export const Order = z.strictObject({
  editionCode: optional(id),
  addonOfferingCode: optional(id),
  pricingDuration: optional(z.enum(pricingDurations)),
  items: optional(z.array(Item).max(200)),
  customAttributes: optional(Texts),
  discountCode: optional(id),
  freeTrial: optional(z.strictObject({ active: z.boolean() })),
})
export type Order = z.infer<typeof Order>

export const Notice = z.strictObject({ type: z.enum(noticeTypes), message: text })

/** The payload; `event-parts.ts` says which parts an event of each type has. */
export const Payload = z.strictObject({
  user: optional(Person),
  company: optional(Company),
  account: optional(Account),
  addonInstance: optional(z.strictObject({ id })),
  addonBinding: optional(z.strictObject({ id })),
  order: optional(Order),
  notice: optional(Notice),
  configuration: optional(Texts),
})
export type Payload = z.infer<typeof Payload>
