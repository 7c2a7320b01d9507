import * as z from 'zod'

import { marketplaceName } from '../values/marketplace-name.ts'
import { fieldErrors, toMessage } from '../values/validation-errors.ts'

const Marketplace = z.string().regex(marketplaceName)

const WebhookNotice = z.object({
  'detail-type': z.enum(['webhook.failing', 'webhook.disabled', 'webhook.recovered']),
  detail: z.object({
    marketplace: Marketplace,
    webhook: z.string().min(1),
    at: z.iso.datetime(),
    failingSince: z.iso.datetime(),
    reason: z.string().exactOptional(),
    disablesAt: z.iso.datetime().exactOptional(),
  }),
})
export type WebhookNotice = z.infer<typeof WebhookNotice>

const CertificateNotice = z.object({
  'detail-type': z.literal('webhook.certificates_expiring'),
  detail: z.object({
    marketplace: Marketplace,
    webhook: z.string().min(1),
    at: z.iso.datetime(),
    certificates: z.array(z.object({ certificate: z.string(), notAfter: z.iso.datetime() })),
  }),
})
export type CertificateNotice = z.infer<typeof CertificateNotice>

const InProgress = z.object({
  'detail-type': z.literal('integration.in_progress'),
  detail: z.object({ token: z.string().min(1) }),
})

/** The outcome of an integration event is an event of the bus; its uuid is the token. */
const Failed = z.object({
  'detail-type': z.literal('integration.failed'),
  detail: z.object({ uuid: z.string().min(1) }),
})

const Notice = z.discriminatedUnion('detail-type', [
  WebhookNotice,
  CertificateNotice,
  InProgress,
  Failed,
])

export type Happening =
  | { kind: 'webhook'; notice: WebhookNotice }
  | { kind: 'certificate'; notice: CertificateNotice }
  | { kind: 'in progress' | 'failed'; token: string }

/** Parses a notice of the bus; otherwise the reason it cannot be read. */
export function parseHappening(json: unknown): Happening | { reason: string } {
  const parsed = Notice.safeParse(json)
  if (!parsed.success) {
    return { reason: `Cannot read the notice: ${toMessage(fieldErrors(parsed.error))}` }
  }
  const notice = parsed.data
  switch (notice['detail-type']) {
    case 'integration.in_progress':
      return { kind: 'in progress', token: notice.detail.token }
    case 'integration.failed':
      return { kind: 'failed', token: notice.detail.uuid }
    case 'webhook.certificates_expiring':
      return { kind: 'certificate', notice }
    default:
      return { kind: 'webhook', notice }
  }
}
