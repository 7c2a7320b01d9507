import * as z from 'zod'

import { AuditEntry } from '../audit/audit-entry.ts'
import { describe, named } from './named.ts'
import { pageOf } from './lists.ts'
import { WebhookSettingsView } from './webhook-schemas.ts'

const { marketplace, before, after, ...shown } = AuditEntry.shape

const WebhookMembers = named('WebhookMembers', WebhookSettingsView.partial(), {
  description: 'The fields of a webhook, or those that changed. Secrets are masked',
})

describe(shown, {
  by: 'The person or machine client that acted; `postrider` for the router itself',
  webhook: 'The id of the webhook',
  delivery: 'The id of the delivery that was retried, or created by a test',
  recovery: 'The id of the recovery that was started or cancelled',
  apiKey: 'The API key that was created or revoked',
  selection: 'The scope of the recovery, and how many deliveries matched it',
})

/** An audit entry as the API returns it. */
export const AuditEntryView = named(
  'AuditEntry',
  z.object({
    ...shown,
    before: WebhookMembers.exactOptional().describe(
      'The previous values; absent for a created webhook',
    ),
    after: WebhookMembers.exactOptional().describe('The new values; absent for a deleted webhook'),
  }),
  { description: 'An entry of the audit log: who did what, and when' },
)

export const AuditPage = pageOf(
  'AuditPage',
  AuditEntryView,
  'Entries, newest first. A page of a filtered list may have fewer items than `limit`, or none, and still have a cursor',
)
