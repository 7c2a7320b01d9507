import { maskedUrl } from '../webhooks/url-credentials.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { compose } from './compose.ts'
import type { CertificateNotice, Happening, WebhookNotice } from './happening.ts'
import type { MailContent, MailDraft, MailKind } from './mail.ts'
import { integrationMails, type IntegrationMailPorts } from './integration-mails.ts'
import { shownTime } from './shown-time.ts'

export type AboutPorts = Pick<WebhookStore, 'findWebhook'> &
  IntegrationMailPorts & {
    /** The page's URL, without a trailing slash. */
    pageUrl: string
  }

/** The mails about what happened: one for each address that is to be notified. */
export async function mailsAbout(happening: Happening, ports: AboutPorts): Promise<MailDraft[]> {
  if (happening.kind === 'webhook') return webhookMails(happening.notice, ports)
  if (happening.kind === 'certificate') return certificateMails(happening.notice, ports)
  return integrationMails(happening, ports)
}

const webhookKinds = {
  'webhook.failing': 'WEBHOOK_FAILING',
  'webhook.disabled': 'WEBHOOK_DISABLED',
  'webhook.recovered': 'WEBHOOK_RECOVERED',
} as const

async function webhookMails(
  { 'detail-type': type, detail }: WebhookNotice,
  ports: AboutPorts,
): Promise<MailDraft[]> {
  const found = await notified(detail, ports)
  if (found === undefined) return []
  const kind = webhookKinds[type]
  const facts = {
    ...found.facts,
    failingSince: shownTime(detail.failingSince),
    reason: detail.reason,
    disablesAt: detail.disablesAt && shownTime(detail.disablesAt),
  }
  return found.mails(kind, compose(kind, facts, ports))
}

async function certificateMails(
  { detail }: CertificateNotice,
  ports: AboutPorts,
): Promise<MailDraft[]> {
  const found = await notified(detail, ports)
  if (found === undefined) return []
  const kind = 'CERTIFICATES_EXPIRING'
  const certificates = detail.certificates.map(
    ({ certificate, notAfter }) => `${certificate}: ${shownTime(notAfter)}`,
  )
  const facts = { ...found.facts, certificates: certificates.join('; ') }
  return found.mails(kind, compose(kind, facts, ports))
}

/** The webhook of a notice, and the mails to its addresses; undefined if it has none. */
async function notified(
  { marketplace, webhook: id, at }: (WebhookNotice | CertificateNotice)['detail'],
  { findWebhook }: AboutPorts,
) {
  const webhook = await findWebhook(marketplace, id)
  const { notify = [] } = webhook ?? {}
  if (webhook === undefined || notify.length === 0) return undefined
  const url = maskedUrl(webhook.url)
  const facts = {
    marketplace,
    id,
    name: webhook.description === '' ? url : webhook.description,
    url,
    events: webhook.events.join(', '),
    at: shownTime(at),
  }
  const mails = (kind: MailKind, content: MailContent): MailDraft[] =>
    notify.map((to) => ({ marketplace, at, kind, to, webhook: id, content }))
  return { facts, mails }
}
