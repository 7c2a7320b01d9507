import type { MailKind } from '../mail.ts'

/** What a template says; `facts` without a value are left out. */
export type MailWords = {
  subject: string
  paragraphs: string[]
  facts: (readonly [label: string, value: string | undefined])[]
  /** A screen of the page, by its route. */
  link?: { label: string; path: string }
  /** Why its reader gets it. */
  footer: string
}

/** Times are texts in the language of the template. */
type FailureFacts = {
  marketplace: string
  product: string
  type: string
  /** The first characters of the token: the rest is a secret of the vendor. */
  event: string
  createdAt: string
  at: string
  company: string | undefined
  account: string | undefined
  errorCode: string | undefined
  message: string | undefined
}

type ProgressFacts = { marketplace: string; product: string; company: string | undefined }

type NamedWebhook = {
  marketplace: string
  id: string
  /** The description, or the URL of a webhook without one. */
  name: string
  url: string
  events: string
  at: string
}

/** `certificates` says whose they are, and until when they are valid. */
type CertificateFacts = NamedWebhook & { certificates: string }

type WebhookFacts = NamedWebhook & {
  failingSince: string
  reason: string | undefined
  disablesAt: string | undefined
}

/** What each kind of mail is made of. */
export type FactsOf = {
  PRODUCT_EVENT_FAILURE: FailureFacts
  SUBSCRIPTION_CHANGE_IN_PROGRESS: ProgressFacts
  SUBSCRIPTION_CANCELLATION_IN_PROGRESS: ProgressFacts
  WEBHOOK_FAILING: WebhookFacts
  WEBHOOK_DISABLED: WebhookFacts
  WEBHOOK_RECOVERED: WebhookFacts
  CERTIFICATES_EXPIRING: CertificateFacts
}

/** The mails of one language. */
export type Templates = { [Kind in MailKind]: (facts: FactsOf[Kind]) => MailWords }
