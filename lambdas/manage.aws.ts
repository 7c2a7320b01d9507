import { randomUUID } from 'node:crypto'

import { eventBridgeBus } from '../adapters/bus.eventbridge.ts'
import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { urlProblem } from '../adapters/destination.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { kmsSecrets } from '../adapters/secrets.kms.ts'
import { required, variable } from '../adapters/variables.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import { manageHandler } from './manage.ts'
import { destinationRules, now, tables } from './wiring.aws.ts'

const rules = destinationRules()

export const handler = manageHandler({
  ...webhooksIn(tables.webhooks()),
  ...deliveriesIn(tables.deliveries()),
  ...eventBridgeBus({
    busName: required(variable.busName),
    source: required(variable.eventSource),
  }),
  sealSecrets: kmsSecrets({ keyId: required(variable.secretsKeyId) }).seal,
  urlProblem: (url) => urlProblem(url, rules),
  newUuid: randomUUID,
  newWebhookId: randomUUID,
  now,
  log: consoleLog,
})
