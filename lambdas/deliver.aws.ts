import { accessTokens } from '../adapters/access-tokens.ts'
import { cachedOpen } from '../adapters/cached.ts'
import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { eventBridgeNotices } from '../adapters/notices.eventbridge.ts'
import { eventsIn } from '../adapters/events.table.ts'
import { healthIn } from '../adapters/health.table.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { wakeUpsOn } from '../adapters/messages.queue.ts'
import { httpsClient } from '../adapters/client.https.ts'
import { kmsSecrets } from '../adapters/secrets.kms.ts'
import { required, variable } from '../adapters/variables.ts'
import { waitingIn } from '../adapters/waiting.table.ts'
import { wakeUpsIn } from '../adapters/wake-ups.table.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import { readWaits } from '../core/schedule.ts'
import { deliverHandler } from './deliver.ts'
import { deadLettersAt, destinationRules, now, queueAt, tables } from './wiring.aws.ts'

const post = httpsClient(destinationRules())
const { seal, open } = kmsSecrets({ keyId: required(variable.secretsKeyId) })
const openSecrets = cachedOpen(open)

export const handler = deliverHandler({
  ...webhooksIn(tables.webhooks()),
  ...eventsIn(tables.events(), now),
  ...deliveriesIn(tables.deliveries()),
  ...waitingIn(tables.waiting()),
  ...healthIn(tables.waiting()),
  ...eventBridgeNotices({ busName: required(variable.busName) }),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  openSecrets,
  post,
  accessToken: accessTokens({
    table: tables.tokens(),
    secrets: { seal, open: openSecrets },
    call: post,
    now,
    log: consoleLog,
  }),
  waitsSeconds: readWaits(variable.retrySchedule, process.env[variable.retrySchedule]),
  deadLetter: deadLettersAt(variable.deliveriesDeadLettersUrl),
  random: Math.random,
  now,
  log: consoleLog,
})
