import * as z from 'zod'

import { mailKinds, mailStatuses } from '../mail/mail.ts'
import { MailSettings, MailSettingsChange } from '../mail/which-mails.ts'
import { pageOf } from './lists.ts'
import { describe, named, namedInput } from './named.ts'

const timestamp = z.iso.datetime()

const listed = {
  id: z.string(),
  at: timestamp.describe('When what it is about happened'),
  kind: z.enum(mailKinds),
  to: z.string(),
  webhook: z.string().exactOptional().describe('The id of the webhook that it is about'),
  product: z.string().exactOptional().describe('The id of the product that it is about'),
  integrationEvent: z
    .string()
    .exactOptional()
    .describe('The token of the integration event that it is about'),
  subject: z.string(),
  status: z
    .enum(mailStatuses)
    .describe(
      '`sent`: the mail server accepted it; `stored`: there is no mail server; `refused`: the server never accepts it; ' +
        '`failed`: it is tried again; `unknown`: the connection ended before the response, and it is not sent again; ' +
        '`suppressed`: the address gets no mail; `limited`: the address got too many within an hour; ' +
        '`bounced` and `complained`: what came back',
    ),
  reason: z.string().exactOptional().describe('Why it is in this status'),
  changedAt: timestamp,
}

const MailView = named('Mail', z.object(listed), { description: 'A mail to one address' })
export const MailPage = pageOf('MailPage', MailView, 'Mails, newest first')
export const WholeMail = named(
  'WholeMail',
  z.object({ ...listed, text: z.string(), html: z.string() }),
  { description: 'A mail with its body in both forms' },
)

const SuppressedAddressView = named(
  'SuppressedAddress',
  z.object({
    id: z.string(),
    address: z.string(),
    reason: z.enum(['bounced', 'complained']),
    detail: z.string().exactOptional().describe('What the mail server said'),
    at: timestamp,
  }),
  { description: 'An address that gets no mail' },
)
export const SuppressedAddressList = named(
  'SuppressedAddressList',
  z.object({ items: z.array(SuppressedAddressView) }),
)

export const MailSettingsView = named('MailSettings', MailSettings, {
  description: 'Which mails about integration events are sent',
})
export const MailSettingsInput = namedInput('MailSettingsChange', MailSettingsChange, {
  description: 'The settings to change',
  minProperties: 1,
})
describe(MailSettings.shape, {
  productEventFailure:
    'Mail to the vendor’s notification address when an order, change, cancellation, assignment or unassignment fails; default: `true`',
  subscriptionChangeInProgress:
    'Mail to the customer when the vendor answers a change later, in self-service or assisted sales; default: `false`',
  subscriptionCancellationInProgress:
    'Mail to the customer when the vendor answers a cancellation later, in self-service or assisted sales; default: `false`',
})
