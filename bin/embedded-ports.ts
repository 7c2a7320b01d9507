import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import { loadedSendToAws } from '../adapters/aws/load-send-to-aws.ts'
import { accessTokens } from '../adapters/oauth2/access-tokens.ts'
import { tokenEndpoint } from '../adapters/oauth2/token-endpoint.ts'
import { firstAttempts } from '../adapters/embedded/first-attempts.ts'
import { connectionBudget } from '../adapters/embedded/connection-budget.ts'
import { deliveriesIn } from '../adapters/stores/delivery-store.ts'
import { urlRefusal } from '../adapters/http-client/ssrf-url-check.ts'
import type { DestinationRules } from '../adapters/http-client/destination-rules.ts'
import { evaluators } from '../adapters/jsonata/evaluators.ts'
import { eventListIn } from '../adapters/stores/event-list.ts'
import { eventsIn } from '../adapters/stores/event-store.ts'
import { eventsOn } from '../adapters/common/send-events.ts'
import { serverCertificatesIn } from '../adapters/stores/server-certificate-store.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/common/send-messages.ts'
import { type ClientOptions, httpsClient } from '../adapters/http-client/client.ts'
import { fileText } from '../adapters/common/file-text.ts'
import { healthIn } from '../adapters/stores/health-store.ts'
import { rateLimits } from '../adapters/common/rate-limits.ts'
import { plain } from '../adapters/stores/packing.ts'
import { recoveriesIn } from '../adapters/stores/recovery-store.ts'
import { requestsIn } from '../adapters/stores/idempotency-store.ts'
import { fileEncryption } from '../adapters/embedded/file-encryption.ts'
import { newClientKey } from '../adapters/oauth2/new-key-pair.ts'
import { newKeyPair, newSigningSecret } from '../adapters/common/random-signing-key.ts'
import { statsIn } from '../adapters/stores/stats-store.ts'
import { withReadCache } from '../adapters/leveldb/read-cache.ts'
import { withSecretCache } from '../adapters/common/secret-cache.ts'
import { sweepsIn } from '../adapters/stores/sweep-store.ts'
import { linesIn } from '../adapters/stores/line-store.ts'
import { unwantedEventsIn } from '../adapters/stores/unwanted-events.ts'
import { waitingIn } from '../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../adapters/stores/wake-up-store.ts'
import { registeredMarketplacesIn } from '../adapters/stores/registered-marketplaces.ts'
import { portalIn } from '../adapters/stores/portal-store.ts'
import { apiKeysIn } from '../adapters/stores/api-key-store.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import type { Reply } from '../core/deliveries/outcome.ts'
import type { Log } from '../core/ports.ts'
import type { Mail } from '../core/mail/mail.ts'
import type { Sent } from '../core/mail/send-mail.ts'
import { integrationPorts } from './embedded-integration.ts'
import { mailPorts } from './embedded-mail.ts'
import type { openTables, Queues } from './embedded-storage.ts'

export type EmbeddedOptions = Pick<ClientOptions, 'resolve' | 'ca'> & {
  /** At most this many connections, incoming and outgoing ones. */
  maxConnections?: number | undefined
  /** Encrypts the webhooks' secrets; 32 bytes. */
  secretsKey: Buffer
  rules: DestinationRules
  waitsSeconds: readonly number[]
  /** How many days events and deliveries are stored. */
  retentionDays: number
  /** After how many days managers are reminded of an integration event that stays pending. */
  integrationReminderDays: number
  /** The API's rate limit per caller, in requests per second. */
  ratePerSecond: number
  /** How many webhooks a marketplace may have. */
  maxWebhooks: number
  /** The `source` of events on the bus. */
  eventSource: string
  /** Whether the process has credentials of AWS, and a region; default: no. */
  hasAwsAccess?: boolean | undefined
  /** Sends mails by a mail server; by default, the page shows them. */
  sendMail?: ((mail: Mail) => Promise<Sent>) | undefined
  now: () => Date
  /** The time that other machines have; default: `now`. */
  wallClock?: (() => Date) | undefined
  log: Log
}

/** The ports of all handlers, implemented on one machine. */
export function embeddedPorts(
  tables: ReturnType<typeof openTables>,
  queues: Queues,
  options: Omit<EmbeddedOptions, 'eventSource'>,
) {
  const { secretsKey, rules, waitsSeconds, ratePerSecond, now, log } = options
  const { ca, resolve, integrationReminderDays, maxConnections, wallClock } = options
  const secrets = fileEncryption(secretsKey)
  const maxIdle = connectionBudget(maxConnections).idle
  const post = httpsClient(rules, { resolve, log, maxIdle, ca })
  const call = httpsClient(rules, { resolve, log, reuse: false, ca })
  return {
    ...storedPorts(tables, queues, options),
    ...integrationPorts({ tables, vendorCalls: queues.vendorCalls, call, now }),
    handOn: eventsOn(queues.events),
    ...mailPorts({ webhooks: tables.webhooks, mails: queues.mails, sendMail: options.sendMail }),
    sealSecrets: secrets.seal,
    openSecrets: withSecretCache(secrets.open),
    newSigningSecret,
    newClientKey,
    newKeyPair,
    post,
    ...awsPorts(options.hasAwsAccess === true),
    requestToken: tokenEndpoint(post),
    ...evaluators({ size: 2 }),
    accessToken: accessTokens({ table: tables.tokens, secrets, post, now, log }),
    urlRefusal: (url: string) => urlRefusal(url, rules),
    waitsSeconds,
    reminderDays: integrationReminderDays,
    mustWaitSeconds: rateLimits({ perSecond: ratePerSecond, now }),
    maxWebhooks: options.maxWebhooks,
    soleProcessSince: now(),
    openApi: fileText(new URL('../docs/openapi.json', import.meta.url)),
    newUuid: randomUUID,
    randomHex: (bytes: number) => randomBytes(bytes).toString('hex'),
    newWebhookId: randomUUID,
    random: Math.random,
    wait: (ms: number) => wait(ms),
    now,
    wallClock,
    log,
  }
}

/** The ports that write to event buses and queues of AWS, at the endpoint that is configured. */
function awsPorts(hasAwsAccess: boolean) {
  const refused: Reply = { kind: 'unanswered', reason: 'role: the router has no credentials' }
  return {
    awsAccess: hasAwsAccess ? {} : undefined,
    sendToAws: hasAwsAccess ? loadedSendToAws() : () => Promise.resolve(refused),
  }
}

/** The ports that read and write tables and queues. */
function storedPorts(
  tables: ReturnType<typeof openTables>,
  queues: Queues,
  options: Pick<EmbeddedOptions, 'now' | 'retentionDays' | 'log'>,
) {
  const { now, retentionDays } = options
  const webhooks = withReadCache(tables.webhooks)
  const sweeps = sweepsIn(tables.waiting, now)
  const log = { ...tables, ...sweeps, packing: plain, retentionDays, now }
  const deliveries = deliveriesIn(log)
  const first = firstAttempts({
    hand: queues.deliveries.hand,
    queueDeliveries: deliveriesOn(queues.deliveries),
    replaceDelivery: deliveries.replaceDelivery,
  })
  return {
    ...webhooksIn(webhooks),
    ...apiKeysIn(webhooks),
    ...portalIn(webhooks),
    ...registeredMarketplacesIn(webhooks),
    ...eventsIn(log),
    ...unwantedEventsIn(tables.events),
    ...eventListIn(log),
    ...requestsIn(tables.events, now),
    ...deliveries,
    queueDeliveries: first.queueDeliveries,
    replaceDelivery: first.replaceDelivery,
    oldestFirstAttempt: first.oldest,
    firstAttemptEnded: first.ended,
    ...statsIn(log),
    ...waitingIn(tables.waiting, log),
    ...linesIn(tables.waiting, log),
    ...healthIn(withReadCache(tables.waiting)), // the only writer of these rows
    ...serverCertificatesIn(tables.waiting, { now, log: options.log }),
    ...recoveriesIn(tables.waiting, log),
    ...sweeps,
    ...wakeUpsIn(tables.waiting, wakeUpsOn(queues.wakeUps, now)),
  }
}
