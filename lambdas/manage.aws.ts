import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import { eventBridgeBus } from '../adapters/aws/eventbridge-bus.ts'
import { deliveriesIn } from '../adapters/stores/delivery-store.ts'
import { urlRefusal } from '../adapters/http-client/ssrf-url-check.ts'
import { evaluators } from '../adapters/jsonata/evaluators.ts'
import { eventListIn } from '../adapters/stores/event-list.ts'
import { eventsIn } from '../adapters/stores/event-store.ts'
import { fileText } from '../adapters/common/file-text.ts'
import { healthIn } from '../adapters/stores/health-store.ts'
import { serverCertificatesIn } from '../adapters/stores/server-certificate-store.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/common/send-messages.ts'
import { rateLimits } from '../adapters/common/rate-limits.ts'
import { recoveriesIn } from '../adapters/stores/recovery-store.ts'
import { requestsIn } from '../adapters/stores/idempotency-store.ts'
import { kmsEncryption } from '../adapters/aws/kms-encryption.ts'
import { newClientKey } from '../adapters/oauth2/new-key-pair.ts'
import { newKeyPair, newSigningSecret } from '../adapters/common/random-signing-key.ts'
import { statsIn } from '../adapters/stores/stats-store.ts'
import { sweepsIn } from '../adapters/stores/sweep-store.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { mailsIn } from '../adapters/stores/mail-store.ts'
import { productsIn } from '../adapters/stores/product-store.ts'
import { linesIn } from '../adapters/stores/line-store.ts'
import { unwantedEventsIn } from '../adapters/stores/unwanted-events.ts'
import { waitingIn } from '../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../adapters/stores/wake-up-store.ts'
import { registeredMarketplacesIn } from '../adapters/stores/registered-marketplaces.ts'
import { portalIn } from '../adapters/stores/portal-store.ts'
import { apiKeysIn } from '../adapters/stores/api-key-store.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import { integrationPorts, vendorCallsAt } from './integration-ports.aws.ts'
import { manageHandler } from './manage.ts'
import { log } from './metrics.aws.ts'
import { queueAt } from './senders.aws.ts'
import { destinations, setting } from './settings.aws.ts'
import { logTables, now, tables } from './wiring.aws.ts'

const groupsClaim = process.env[variable.groupsClaim] ?? ''
const rules = { loopback: false, ...destinations() }
const stored = { ...logTables(), ...sweepsIn(tables.waiting(), now) }
const secrets = kmsEncryption({ keyId: required(variable.secretsKeyId) })

export const handler = manageHandler({
  ...integrationPorts(),
  ...vendorCallsAt(),
  ...productsIn({ integrations: tables.integrations(), webhooks: tables.webhooks() }),
  ...webhooksIn(tables.webhooks()),
  ...apiKeysIn(tables.webhooks()),
  ...portalIn(tables.webhooks()),
  pageUrl: required(variable.pageUrl),
  ...registeredMarketplacesIn(tables.webhooks()),
  ...mailsIn(tables.webhooks()),
  ...deliveriesIn(stored),
  ...statsIn(stored),
  ...eventsIn(stored),
  ...unwantedEventsIn(stored.events),
  ...eventListIn(stored),
  ...requestsIn(tables.events(), now),
  ...waitingIn(tables.waiting(), stored),
  ...linesIn(tables.waiting(), stored),
  ...healthIn(tables.waiting()),
  ...serverCertificatesIn(tables.waiting(), { now, log }),
  ...recoveriesIn(tables.waiting(), stored),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  ...eventBridgeBus({
    busName: required(variable.busName),
    source: required(variable.eventSource),
  }),
  sealSecrets: secrets.seal,
  openSecrets: secrets.open,
  mustWaitSeconds: rateLimits({ perSecond: setting('apiRatePerSecond'), now }),
  maxWebhooks: setting('maxWebhooks'),
  waitsSeconds: setting('retrySchedule'),
  newSigningSecret,
  newClientKey,
  newKeyPair,
  ...evaluators({ size: 1 }),
  awsAccess: { principalArn: required(variable.deliverRoleArn) },
  urlRefusal: (url) => urlRefusal(url, rules),
  openApi: fileText(new URL('openapi.json', import.meta.url)), // next to the bundle
  ...(groupsClaim !== '' && { groupsClaims: [groupsClaim] }),
  newUuid: randomUUID,
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  newWebhookId: randomUUID,
  wait: (ms) => wait(ms),
  now,
  log,
})
