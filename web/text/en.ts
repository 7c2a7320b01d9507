import { audit } from './en/audit.ts'
import { common, faults, signIn } from './en/common.ts'
import { attempt, delivery, webhook } from './en/domain.ts'
import { layout } from './en/layout.ts'
import { recovery, webhookDetail } from './en/webhook-detail.ts'
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
  webhook,
  webhooks,
  webhookForm,
  webhookDetail,
  recovery,
  audit,
}
export type Text = typeof en
