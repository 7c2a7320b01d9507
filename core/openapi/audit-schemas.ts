import * as z from 'zod'

import { ActionName } from '../manage/audit.ts'
import { MailSettings } from '../mail/which-mails.ts'
import { named } from './named.ts'
import { pageOf } from './lists.ts'
import { IntegrationView, ProductView } from './product-schemas.ts'
import { WebhookSettingsView } from './webhook-schemas.ts'

const timestamp = z.iso.datetime()

const WebhookMembers = named('WebhookMembers', WebhookSettingsView.partial(), {
  description: 'The fields of a webhook, or those that changed. Secrets are masked',
})

const ProductMembers = named(
  'ProductMembers',
  z.object({ ...ProductView.shape, ...IntegrationView.shape }).partial(),
  { description: 'The fields of a product and its integration, or those that changed' },
)

const MailSettingsMembers = named('MailSettingsMembers', MailSettings.partial(), {
  description: 'The settings of mail that changed',
})

const Members = z.union([WebhookMembers, ProductMembers, MailSettingsMembers])

const shown = {
  id: z.string(),
  at: timestamp,
  by: z
    .string()
    .describe('The person or machine client that acted; `postrider` for the router itself'),
  action: ActionName,
  webhook: z.string().exactOptional().describe('The id of the webhook'),
  delivery: z
    .string()
    .exactOptional()
    .describe('The id of the delivery that was retried, or created by a test'),
  recovery: z
    .string()
    .exactOptional()
    .describe('The id of the recovery that was started or cancelled'),
  selection: z
    .object({ from: timestamp, to: timestamp, statuses: z.array(z.string()), total: z.int() })
    .exactOptional()
    .describe('The scope of the recovery, and how many deliveries matched it'),
  apiKey: z
    .object({ id: z.string(), name: z.string(), role: z.string() })
    .exactOptional()
    .describe('The API key that was created or revoked'),
  portalLink: z
    .object({ id: z.string(), name: z.string(), role: z.string() })
    .exactOptional()
    .describe('The portal link that was created, opened or revoked'),
  product: z
    .object({ id: z.string(), name: z.string().exactOptional() })
    .exactOptional()
    .describe('The product that was changed, or whose event was resolved or sent again'),
  event: z
    .object({ type: z.string(), uuid: z.string() })
    .exactOptional()
    .describe('The test event that a person published, such as `subscription.added`'),
  integrationEvent: z.string().exactOptional().describe('The token of an integration event'),
  address: z.string().exactOptional().describe('The address that gets mail again'),
}

/** An audit entry as the API returns it. */
const AuditEntryView = named(
  'AuditEntry',
  z.object({
    ...shown,
    before: Members.exactOptional().describe(
      'The previous values; absent for a created webhook or product',
    ),
    after: Members.exactOptional().describe(
      'The new values; absent for a deleted webhook or product',
    ),
  }),
  { description: 'An entry of the audit log: who did what, and when' },
)

export const AuditPage = pageOf(
  'AuditPage',
  AuditEntryView,
  'Entries, newest first. A page of a filtered list may have fewer items than `limit`, or none, and still have a cursor',
)
