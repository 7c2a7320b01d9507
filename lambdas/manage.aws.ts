import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import { eventBridgeBus } from '../adapters/bus.eventbridge.ts'
import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { urlProblem } from '../adapters/destination.ts'
import { eventsIn } from '../adapters/events.table.ts'
import { fileText } from '../adapters/file-text.ts'
import { healthIn } from '../adapters/health.table.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/messages.queue.ts'
import { rateLimits } from '../adapters/rate-limits.ts'
import { recoveriesIn } from '../adapters/recoveries.table.ts'
import { requestsIn } from '../adapters/requests.table.ts'
import { kmsSecrets } from '../adapters/secrets.kms.ts'
import { newSigningSecret } from '../adapters/signing-secret.ts'
import { statsIn } from '../adapters/stats.table.ts'
import { required, variable } from '../adapters/variables.ts'
import { waitingIn } from '../adapters/waiting.table.ts'
import { wakeUpsIn } from '../adapters/wake-ups.table.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import { readRate } from '../core/rate-limit.ts'
import { manageHandler } from './manage.ts'
import { destinationRules, now, queueAt, tables } from './wiring.aws.ts'

const rules = destinationRules()
const groupsClaim = process.env[variable.groupsClaim] ?? ''
const secrets = kmsSecrets({ keyId: required(variable.secretsKeyId) })

export const handler = manageHandler({
  ...webhooksIn(tables.webhooks()),
  ...deliveriesIn(tables.deliveries()),
  ...statsIn(tables.deliveries()),
  ...eventsIn(tables.events(), now),
  ...requestsIn(tables.events(), now),
  ...waitingIn(tables.waiting()),
  ...healthIn(tables.waiting()),
  ...recoveriesIn(tables.waiting()),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  ...eventBridgeBus({
    busName: required(variable.busName),
    source: required(variable.eventSource),
  }),
  sealSecrets: secrets.seal,
  openSecrets: secrets.open,
  mustWaitSeconds: rateLimits({ perSecond: readRate(process.env[variable.apiRatePerSecond]), now }),
  newSigningSecret,
  urlProblem: (url) => urlProblem(url, rules),
  openApi: fileText(new URL('openapi.json', import.meta.url)), // beside the bundle
  ...(groupsClaim !== '' && { groupsClaims: [groupsClaim] }),
  newUuid: randomUUID,
  newWebhookId: randomUUID,
  wait: (ms) => wait(ms),
  now,
  log: consoleLog,
})
