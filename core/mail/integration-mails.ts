import * as z from 'zod'

import { type IntegrationEvent, shownToken, statusOf } from '../integration/integration-event.ts'
import type { IntegrationEventStore, ProductStore } from '../integration/integration-store.ts'
import type { Product } from '../integration/product.ts'
import { compose } from './compose.ts'
import type { Happening } from './happening.ts'
import type { MailDraft, MailKind } from './mail.ts'
import type { MailSettingsStore } from './mail-store.ts'
import { shownTime } from './shown-time.ts'
import { defaultMailSettings } from './which-mails.ts'

export type IntegrationMailPorts = Pick<IntegrationEventStore, 'findIntegrationEvent'> &
  Pick<ProductStore, 'findProduct'> &
  Pick<MailSettingsStore, 'findMailSettings'>

/** The mails about an integration event that failed, or that its customer waits for. */
export async function integrationMails(
  { kind: happened, token }: Extract<Happening, { token: string }>,
  ports: IntegrationMailPorts & { pageUrl: string },
): Promise<MailDraft[]> {
  const event = await ports.findIntegrationEvent(token)
  if (event === undefined) return []
  const { marketplace, product: id } = event
  const product = await ports.findProduct({ marketplace, id })
  if (product === undefined) return []
  const settings = (await ports.findMailSettings(marketplace)) ?? defaultMailSettings
  const about = { event, product, pageUrl: ports.pageUrl }
  if (happened === 'failed') return settings.productEventFailure ? failureMails(about) : []
  const kind = progressKind(event)
  const isOn =
    kind === 'SUBSCRIPTION_CHANGE_IN_PROGRESS'
      ? settings.subscriptionChangeInProgress
      : settings.subscriptionCancellationInProgress
  return kind !== undefined && isOn ? progressMails(kind, about) : []
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
