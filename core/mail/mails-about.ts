import * as z from 'zod'

import { type IntegrationEvent, shownToken, statusOf } from '../integration/integration-event.ts'
import type { IntegrationEventStore, ProductStore } from '../integration/integration-store.ts'
import type { Product } from '../integration/product.ts'
import { maskedUrl } from '../webhooks/url-credentials.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { compose } from './compose.ts'
import type { CertificateNotice, Happening, WebhookNotice } from './happening.ts'
import type { MailContent, MailDraft, MailKind } from './mail.ts'
import { defaultMailSettings } from './which-mails.ts'
import type { MailSettingsStore } from './mail-store.ts'

export type AboutPorts = Pick<WebhookStore, 'findWebhook'> &
  Pick<IntegrationEventStore, 'findIntegrationEvent'> &
  Pick<ProductStore, 'findProduct'> &
  Pick<MailSettingsStore, 'findMailSettings'> & {
    /** The page's URL, without a trailing slash. */
    pageUrl: string
  }

/** The mails about what happened: one for each address that is to be notified. */
export async function mailsAbout(happening: Happening, ports: AboutPorts): Promise<MailDraft[]> {
  if (happening.kind === 'webhook') return webhookMails(happening.notice, ports)
  if (happening.kind === 'certificate') return certificateMails(happening.notice, ports)
  const event = await ports.findIntegrationEvent(happening.token)
  if (event === undefined) return []
  const { marketplace, product: id } = event
  const product = await ports.findProduct({ marketplace, id })
  if (product === undefined) return []
  const settings = (await ports.findMailSettings(marketplace)) ?? defaultMailSettings
  const about = { event, product, pageUrl: ports.pageUrl }
  if (happening.kind === 'failed') return settings.productEventFailure ? failureMails(about) : []
  const kind = progressKind(event)
  const isOn =
    kind === 'SUBSCRIPTION_CHANGE_IN_PROGRESS'
      ? settings.subscriptionChangeInProgress
      : settings.subscriptionCancellationInProgress
  return kind !== undefined && isOn ? progressMails(kind, about) : []
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

/** The types whose failure the vendor is notified of. Source: "Product Event Failure" of the marketplace. */
const mailedTypes: readonly string[] = [
  'SUBSCRIPTION_ORDER',
  'SUBSCRIPTION_CHANGE',
  'SUBSCRIPTION_CANCEL',
  'USER_ASSIGNMENT',
  'USER_UNASSIGNMENT',
]

type About = { event: IntegrationEvent; product: Product; pageUrl: string }

function failureMails({ event, product, pageUrl }: About): MailDraft[] {
  const { marketplace, token, asked, result, createdAt } = event
  const to = product.integration?.notificationEmail
  const isMailed = statusOf(event) === 'failed' && mailedTypes.includes(asked.type)
  if (to === undefined || result === undefined || !isMailed) return []
  const facts = {
    marketplace,
    product: product.name,
    type: asked.type,
    event: `${shownToken(token)}…`,
    createdAt: shownTime(createdAt),
    at: shownTime(result.at),
    company: asked.payload.company?.name ?? undefined,
    account: asked.payload.account?.accountIdentifier ?? undefined,
    errorCode: result.errorCode,
    message: messageOf(event),
  }
  const kind = 'PRODUCT_EVENT_FAILURE'
  const content = compose(kind, facts, { pageUrl })
  return [{ marketplace, at: result.at, kind, to, ...idsOf(event), content }]
}

/** What the vendor wrote, which may quote the URL of the event. */
function messageOf({ result, token }: IntegrationEvent): string | undefined {
  return result?.message?.replaceAll(token, `${shownToken(token)}…`)
}

const Address = z.email()

type ProgressKind = Extract<MailKind, `${string}_IN_PROGRESS`>

/** Which mail its customer gets while it is pending. */
function progressKind({ asked, result }: IntegrationEvent): ProgressKind | undefined {
  if (result !== undefined) return undefined
  if (asked.type === 'SUBSCRIPTION_CHANGE') return 'SUBSCRIPTION_CHANGE_IN_PROGRESS'
  if (asked.type === 'SUBSCRIPTION_CANCEL') return 'SUBSCRIPTION_CANCELLATION_IN_PROGRESS'
  return undefined
}

/** To the person who asked for it, or else to the company. Others do not validate the addresses. */
function progressMails(kind: ProgressKind, { event, product, pageUrl }: About): MailDraft[] {
  const { marketplace, asked, createdAt, call } = event
  const { creator, payload } = asked
  const { company } = payload
  const to = Address.safeParse(creator?.email).data ?? Address.safeParse(company?.email).data
  if (to === undefined) return []
  const facts = { marketplace, product: product.name, company: company?.name ?? undefined }
  const content = compose(kind, facts, { pageUrl, locale: creator?.locale })
  const at = call?.startedAt ?? createdAt
  return [{ marketplace, at, kind, to, ...idsOf(event), content }]
}

function idsOf({ product, token }: IntegrationEvent) {
  return { product, integrationEvent: token }
}

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

function shownTime(iso: string): string {
  return `${timeFormat.format(new Date(iso))} UTC`
}
