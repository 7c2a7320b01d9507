import * as z from 'zod'

import { AuditEntry } from '../audit/audit-entry.ts'
import { describe, named } from './named.ts'
import { pageOf } from './pages.ts'
import { WebhookSettingsView } from './webhook-schemas.ts'

const { marketplace, before, after, ...shown } = AuditEntry.shape

const WebhookMembers = named('WebhookMembers', WebhookSettingsView.partial(), {
  description: 'A webhook, or those of its members that differ; of a secret only that it is there',
})

describe(shown, {
  by: 'A person or a machine; `postrider` for what the router did itself',
  webhook: 'The id of the webhook that it was done to',
  delivery: 'The id of the delivery that was tried again, or that a test made',
  recovery: 'The id of the recovery that was started or cancelled',
  asked: 'What that recovery is of, and how many deliveries it had to send again',
})

/** Who did what to what, as people see it. */
export const AuditEntryView = named(
  'AuditEntry',
  z.object({
    ...shown,
    before: WebhookMembers.exactOptional().describe('As it was; not of a new webhook'),
    after: WebhookMembers.exactOptional().describe('As it became; not of a removed webhook'),
  }),
  { description: 'Who did what, and when' },
)

export const AuditPage = pageOf(
  'AuditPage',
  AuditEntryView,
  'Entries, newest first. A page of a filtered list may be short, or empty, and still have a cursor',
)
