import * as z from 'zod'

import { checkParts } from './event-parts.ts'
import { Payload, Person, textUpTo } from './event-payload.ts'
import { integrationEventTypes } from './event-types.ts'
import { notPlainText, plainText } from '../values/plain-text.ts'

/** What a producer may say about an event besides its type. */
export const flags = ['DEVELOPMENT', 'STATELESS'] as const

/** Who ordered: the customer, or somebody of the marketplace for the customer. */
const modes = ['SELF_SERVICE', 'ASSISTED_SALES'] as const

const Url = z
  .url({ protocol: /^https?$/, error: 'must be a URL, such as https://shop.example.com/orders/1' })
  .max(2048)
  .regex(plainText, notPlainText)

export const Link = z.strictObject({ rel: textUpTo(255), href: Url })

/**
 * An integration event as a producer sends it. The parts of its payload depend on its type. A part
 * that it does not have is null or absent.
 *
 * - `product`: the id of the product whose vendor is called
 * - `creator`: the user who caused the event; null if the marketplace did
 * - `flag`: `DEVELOPMENT` for a purchase to try the product out, `STATELESS` for a test
 * - `returnUrl`: where an interactive endpoint sends the browser back
 * - `mode`, `subscription`, `orderId`: for the log and the notifications; vendors do not get them
 */
export const IntegrationEventInput = z
  .strictObject({
    type: z.enum(integrationEventTypes),
    product: textUpTo(255),
    creator: Person.nullable().exactOptional(),
    payload: Payload,
    flag: z.enum(flags).nullable().exactOptional(),
    mode: z.enum(modes).nullable().exactOptional(),
    returnUrl: Url.nullable().exactOptional(),
    links: z.array(Link).max(20).nullable().exactOptional(),
    subscription: textUpTo(255).nullable().exactOptional(),
    orderId: textUpTo(255).nullable().exactOptional(),
  })
  .superRefine(checkParts)
export type IntegrationEventInput = z.infer<typeof IntegrationEventInput>
