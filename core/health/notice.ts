import { maskedUrl } from '../webhooks/url-credentials.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { Stage } from './disable-policy.ts'
import type { Expiring } from './server-certificate.ts'

/** The `source` of notices on the bus; no marketplace may have it. */
export const noticeSource = 'postrider'

/** The failures that a notice is about; `failingSince` is when the first of them happened. */
type Failures = { at: string; failingSince: string; reason: string }

/** News for a webhook's owner, published on the bus as `webhook.failing` and so on. */
export type Notice =
  | ({ kind: 'failing'; stage: Stage; disablesAt: string } & Failures)
  /** `version` is that of the webhook that failed: if it was changed since, it is not disabled. */
  | ({ kind: 'disabled'; version: number } & Failures)
  | ({ kind: 'recovered' } & Omit<Failures, 'reason'>)
  | { kind: 'certificates_expiring'; at: string; certificates: Expiring[] }

/** The detail of a notice on the bus. */
export function noticeDetail({ kind, ...facts }: Notice, webhook: Webhook) {
  const { marketplace, id, events, description, createdBy } = webhook
  const url = maskedUrl(webhook.url)
  return { marketplace, webhook: id, url, events, description, createdBy, ...facts }
}
