import * as z from 'zod'

import { marketplaceName } from '../values/marketplace-name.ts'
import { fieldErrors, toMessage } from '../values/validation-errors.ts'
import { IntegrationEventInput } from './event-input.ts'
import { detailTypeOf } from './event-types.ts'
import type { Asked } from './start-event.ts'

/** On the vendor calls queue: call the vendor, or repair what was lost. */
type VendorMessage = { kind: 'call'; token: string } | { kind: 'sweep' }

const Message = z.union([
  z.object({ kind: z.literal('call'), token: z.string() }),
  z.object({ kind: z.literal('sweep') }),
])

/** EventBridge's envelope of an integration event. */
const Envelope = z.object({ id: z.string().min(1), 'detail-type': z.string(), detail: z.unknown() })
const WithMarketplace = z.looseObject({ marketplace: z.string().regex(marketplaceName) })

/**
 * Parses a message of the vendor calls queue: one of ours, or an integration event that a rule of the
 * bus sent there, with its marketplace in the detail.
 */
export function parseVendorMessage(
  json: unknown,
): { message: VendorMessage } | { asked: Asked } | { reason: string } {
  const ours = Message.safeParse(json)
  if (ours.success) return { message: ours.data }
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return { reason: 'it is not a message of this queue' }
  const { id, 'detail-type': type, detail } = envelope.data
  const owner = WithMarketplace.safeParse(detail)
  if (!owner.success) return malformed(toMessage(fieldErrors(owner.error)))
  const { marketplace, ...given } = owner.data
  const asked = IntegrationEventInput.safeParse(given)
  if (!asked.success) return malformed(toMessage(fieldErrors(asked.error)))
  const expected = detailTypeOf(asked.data.type)
  if (type !== expected) return malformed(`its detail-type is ${type}, but its type is ${expected}`)
  return { asked: { marketplace, asked: asked.data, by: 'bus', source: id } }
}

function malformed(reason: string) {
  return { reason: `Cannot accept the integration event: ${reason}` }
}
