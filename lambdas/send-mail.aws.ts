import { sesMail } from '../adapters/aws/ses-mail.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { integrationEventsIn } from '../adapters/stores/integration-event-store.ts'
import { mailsIn } from '../adapters/stores/mail-store.ts'
import { productReadsIn } from '../adapters/stores/product-store.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import { log } from './metrics.aws.ts'
import { sendMailHandler } from './send-mail.ts'
import { deadLettersAt } from './senders.aws.ts'
import { now, tables } from './wiring.aws.ts'

const webhooks = tables.webhooks()
const integrations = tables.integrations()

export const handler = sendMailHandler({
  ...webhooksIn(webhooks),
  ...mailsIn(webhooks),
  ...productReadsIn(integrations),
  ...integrationEventsIn(integrations),
  send: sesMail({
    from: required(variable.mailFrom),
    configurationSet: required(variable.mailConfigurationSet),
  }),
  pageUrl: required(variable.pageUrl),
  deadLetter: deadLettersAt(variable.mailsDeadLettersUrl),
  now,
  log,
})
