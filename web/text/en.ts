import { audit } from './en/audit.ts'
import { causes } from './en/reasons.ts'
import { common, faults, signIn, table } from './en/common.ts'
import { attempt, delivery, webhook } from './en/domain.ts'
import { events } from './en/events.ts'
import { layout } from './en/layout.ts'
import { deliveryPage, log, nextTry } from './en/log.ts'
import { recover } from './en/recover.ts'
import { timeRange } from './en/time-range.ts'
import { webhookDetail } from './en/webhook-detail.ts'
import { webhookForm } from './en/webhook-form.ts'
import { webhooks } from './en/webhooks.ts'

/** Everything that the page says, in English. A translation is another object of the same shape. */
export const en = {
  common,
  faults,
  signIn,
  layout,
  delivery,
  attempt,
  causes,
  webhook,
  webhooks,
  webhookForm,
  webhookDetail,
  audit,
  log,
  deliveryPage,
  events,
  recover,
  nextTry,
  table,
  timeRange,
}
export type Text = typeof en
