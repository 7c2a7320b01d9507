import { createHash } from 'node:crypto'

/** What a mail is about. */
export const mailKinds = [
  'PRODUCT_EVENT_FAILURE',
  'SUBSCRIPTION_CHANGE_IN_PROGRESS',
  'SUBSCRIPTION_CANCELLATION_IN_PROGRESS',
  'WEBHOOK_FAILING',
  'WEBHOOK_DISABLED',
  'WEBHOOK_RECOVERED',
  'CERTIFICATES_EXPIRING',
] as const
export type MailKind = (typeof mailKinds)[number]

/**
 * The outcome of a mail. `stored`: there is no mail server, and people read it on the page.
 * `refused`: the server never accepts it. `failed`: it did not this time, and is tried again.
 * `unknown`: the connection ended before the response, so that it is not sent again. `suppressed`: an
 * earlier mail to the address bounced, or its owner complained. `limited`: the address got too many
 * within the hour. `bounced` and `complained` come after `sent`.
 */
export const mailStatuses = [
  'sending',
  'sent',
  'stored',
  'refused',
  'failed',
  'unknown',
  'suppressed',
  'limited',
  'bounced',
  'complained',
] as const
export type MailStatus = (typeof mailStatuses)[number]

/** A mail in both forms, from the same template. */
export type MailContent = { subject: string; text: string; html: string }

/** A mail to one address, before it is sent. Two about the same have the same key. */
export type MailDraft = {
  marketplace: string
  /** When what it is about happened. */
  at: string
  kind: MailKind
  to: string
  webhook?: string
  product?: string
  /** The token of an integration event. */
  integrationEvent?: string
  content: MailContent
}

/** A mail, as stored for 90 days. */
export type Mail = Omit<MailDraft, 'content'> &
  MailContent & {
    id: string
    status: MailStatus
    /** Why it is refused, failed, unknown, bounced or complained. */
    reason?: string
    changedAt: string
    revision: number
  }

/** Why no mail is sent to an address. */
export type SuppressedAddress = {
  marketplace: string
  /** `addressId` of the address. */
  id: string
  address: string
  reason: 'bounced' | 'complained'
  /** What the mail server said. */
  detail?: string
  at: string
}

/** The id of an address in any case, as it is in keys and in paths of the API. */
export function addressId(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 22)
}
