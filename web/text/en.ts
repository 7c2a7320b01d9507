import { apiKeys } from './en/api-keys.ts'
import { audit } from './en/audit.ts'
import { common, errors, signIn, table } from './en/common.ts'
import { attempt, delivery, webhook } from './en/domain.ts'
import { eventTypes } from './en/event-types.ts'
import { events } from './en/events.ts'
import { integrationEventPage } from './en/integration-event-page.ts'
import { integrationEvents } from './en/integration-events.ts'
import { layout } from './en/layout.ts'
import { deliveryPage, log, nextAttempt } from './en/log.ts'
import { compare } from './en/compare.ts'
import { logKeys } from './en/log-keys.ts'
import { integration, integrationForm, products } from './en/products.ts'
import { mail } from './en/mail.ts'
import { overview } from './en/overview.ts'
import { reasons } from './en/reasons.ts'
import { receiver } from './en/receiver.ts'
import { recover } from './en/recover.ts'
import { sentRequest } from './en/sent-request.ts'
import { signatureCheck } from './en/signature-check.ts'
import { timeRange } from './en/time-range.ts'
import { trigger } from './en/trigger.ts'
import { webhookDetail } from './en/webhook-detail.ts'
import { webhooksFile } from './en/webhooks-file.ts'
import { webhookForm } from './en/webhook-form.ts'
import { webhooks } from './en/webhooks.ts'

/** All texts of the page in English. A translation has the same shape. */
export const en = {
  common,
  errors,
  signIn,
  layout,
  overview,
  delivery,
  attempt,
  reasons,
  webhook,
  webhooks,
  webhooksFile,
  webhookForm,
  webhookDetail,
  audit,
  apiKeys,
  log,
  logKeys,
  compare,
  deliveryPage,
  sentRequest,
  signatureCheck,
  mail,
  events,
  eventTypes,
  receiver,
  recover,
  products,
  integration,
  integrationForm,
  integrationEvents,
  integrationEventPage,
  trigger,
  nextAttempt,
  table,
  timeRange,
}
export type Text = typeof en
