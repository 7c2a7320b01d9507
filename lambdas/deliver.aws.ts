import { randomUUID } from 'node:crypto'

import { accessTokens } from '../adapters/oauth2/access-tokens.ts'
import { tokenEndpoint } from '../adapters/oauth2/token-endpoint.ts'
import { extraAuthorities } from '../adapters/common/extra-ca.ts'
import { withSecretCache } from '../adapters/common/secret-cache.ts'
import { deliveryRecordsIn } from '../adapters/stores/delivery-records.ts'
import { evaluators } from '../adapters/jsonata/evaluators.ts'
import { eventBridgeNotices } from '../adapters/aws/eventbridge-notices.ts'
import { eventsIn } from '../adapters/stores/event-store.ts'
import { loadedSendToAws } from '../adapters/aws/load-send-to-aws.ts'
import { healthIn } from '../adapters/stores/health-store.ts'
import { serverCertificatesIn } from '../adapters/stores/server-certificate-store.ts'
import { wakeUpsOn } from '../adapters/common/send-messages.ts'
import { httpsClient } from '../adapters/http-client/client.ts'
import { kmsEncryption } from '../adapters/aws/kms-encryption.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { linesIn } from '../adapters/stores/line-store.ts'
import { waitingIn } from '../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../adapters/stores/wake-up-store.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import { deliverHandler } from './deliver.ts'
import { log } from './metrics.aws.ts'
import { deadLettersAt, queueAt } from './senders.aws.ts'
import { destinations, setting } from './settings.aws.ts'
import { logTables, now, tables } from './wiring.aws.ts'

const post = httpsClient({ loopback: false, ...destinations() }, { log, ca: extraAuthorities() })
const { seal, open } = kmsEncryption({ keyId: required(variable.secretsKeyId) })
const openSecrets = withSecretCache(open)

const stored = logTables()

export const handler = deliverHandler({
  ...webhooksIn(tables.webhooks()),
  ...eventsIn(stored),
  ...deliveryRecordsIn(stored),
  ...waitingIn(tables.waiting(), stored),
  ...linesIn(tables.waiting(), stored),
  ...healthIn(tables.waiting()),
  ...serverCertificatesIn(tables.waiting(), { now, log }),
  ...eventBridgeNotices({ busName: required(variable.busName) }),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  openSecrets,
  post,
  sendToAws: loadedSendToAws(),
  requestToken: tokenEndpoint(post),
  ...evaluators({ size: 1 }),
  accessToken: accessTokens({
    table: tables.tokens(),
    secrets: { seal, open: openSecrets },
    post,
    now,
    log,
  }),
  waitsSeconds: setting('retrySchedule'),
  deadLetter: deadLettersAt(variable.deliveriesDeadLettersUrl),
  newUuid: randomUUID,
  random: Math.random,
  startTimer,
  now,
  log,
})

/** A timer runs while its invocation does, and an attempt that ends cancels its own. */
function startTimer(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms)
  return () => {
    clearTimeout(timer)
  }
}
