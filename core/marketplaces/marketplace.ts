import * as z from 'zod'

import { type AuditEntry, auditEntry } from '../audit/audit-entry.ts'
import { Marketplace } from '../events/event-input.ts'
import { isReserved } from './names.ts'
import { trimmedText } from '../values/trimmed-text.ts'

/** A marketplace that an operator registered. */
export const RegisteredMarketplace = z.object({
  name: Marketplace,
  description: z.string().exactOptional(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
})
export type RegisteredMarketplace = z.infer<typeof RegisteredMarketplace>

/** The body that registers a marketplace. */
export const NewMarketplace = z.strictObject({
  name: Marketplace.refine((name) => !isReserved(name), 'is reserved for the router itself'),
  description: trimmedText(500).exactOptional(),
})

/** The marketplace, and the first entry of its audit log. */
export function registrationOf(
  given: z.infer<typeof NewMarketplace>,
  { by, at }: { by: string; at: string },
): { marketplace: RegisteredMarketplace; entry: AuditEntry } {
  const entry = auditEntry({ marketplace: given.name, by, at, action: 'marketplace.created' })
  return { marketplace: { ...given, createdAt: at, createdBy: by }, entry }
}
