import * as z from 'zod'

import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import { StatusInput } from '../../core/manage/deliveries-query.ts'
import { EventFields, Marketplace } from '../../core/events/event-input.ts'
import type { Health } from '../../core/health/health.ts'
import type { Notice } from '../../core/health/notice.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { WakeUp } from '../../core/waiting/wake-up-store.ts'
import type { Authentication } from '../../core/webhooks/authentication.ts'
import { endpointOptions } from '../../core/webhooks/endpoint-options.ts'
import { ClientAuthentication, openOAuth2 } from '../../core/webhooks/oauth2-input.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'

/** The shapes of stored rows. Nothing that runs validates rows, so that tests do. */
const timestamp = z.iso.datetime()
const ms = z.number().exactOptional()
const count = z.int().nonnegative()
const headers = z.record(z.string(), z.string())
const status = z.int().optional()
const { uuid, timestamp: epochMs, resource, resourceAction } = EventFields.shape

/** Tests label events as they like. */
export const EventRow = EventFields.extend({ uuid: z.string() })

const OutcomeRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivered'), status: z.int() }),
  z.object({
    kind: z.literal('failed'),
    reason: z.string(),
    status,
    retryAfterSeconds: z.number().positive().optional(),
  }),
  z.object({ kind: z.literal('refused'), reason: z.string(), status }),
])

const ExchangeRow = z.object({
  durations: z.object({
    dnsMs: ms,
    connectMs: ms,
    tlsMs: ms,
    firstByteMs: ms,
    totalMs: z.number(),
  }),
  address: z.string().exactOptional(),
  request: z.object({
    url: z.string(),
    headers,
    payload: z.enum(['THIN', 'TRANSFORMED']).exactOptional(),
  }),
  response: z
    .object({
      headers,
      body: z.object({
        text: z.string(),
        cut: z.enum(['size', 'time', 'connection', 'encoding']).exactOptional(),
      }),
    })
    .exactOptional(),
}) satisfies z.ZodType<HttpExchange>

export const DeliveryRow = z.object({
  id: z.string(),
  marketplace: Marketplace,
  endpoint: z.string(),
  event: z.object({
    uuid,
    timestamp: epochMs,
    resource: resource.pick({ type: true, uuid: true }),
    resourceAction,
  }),
  status: StatusInput,
  createdAt: timestamp,
  attempts: z.array(
    z.object({
      number: z.int().positive(),
      startedAt: timestamp,
      durationMs: z.number().nonnegative(),
      outcome: OutcomeRow,
      requestedBy: z.string().exactOptional(),
      tokenRequest: z
        .object({
          url: z.string(),
          durationMs: z.number().nonnegative(),
          status: z.int().exactOptional(),
          error: z.string().exactOptional(),
          description: z.string().exactOptional(),
        })
        .exactOptional(),
      suggestion: z.object({ clientAuthentication: ClientAuthentication }).exactOptional(),
      exchange: ExchangeRow.exactOptional(),
    }),
  ),
  dueAt: timestamp.optional(),
  leasedUntil: timestamp.optional(),
  requested: z.object({ by: z.string(), at: timestamp, status: StatusInput }).exactOptional(),
  scheduleStart: count.exactOptional(),
  recovery: z.string().exactOptional(),
  sequence: count.exactOptional(),
  isTest: z.literal(true).exactOptional(),
  revision: count,
}) satisfies z.ZodType<Delivery>

export const WaitingRowSchema = z.object({
  marketplace: Marketplace,
  endpoint: z.string(),
  delivery: z.string(),
  dueAt: timestamp,
  number: z.int().positive(),
  leasedUntil: timestamp.exactOptional(),
}) satisfies z.ZodType<WaitingRow>

export const WakeUpRow = z.object({
  marketplace: z.string(),
  endpoint: z.string(),
  token: z.string(),
  wakeAt: timestamp,
  isRunning: z.boolean().exactOptional(),
}) satisfies z.ZodType<WakeUp>

const stage = z.enum(['half', 'three quarters'])
const failures = { at: timestamp, failingSince: timestamp }
const reason = z.string()

const NoticeRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('failing'), stage, disablesAt: timestamp, ...failures, reason }),
  z.object({ kind: z.literal('disabled'), version: z.int(), ...failures, reason }),
  z.object({ kind: z.literal('recovered'), ...failures }),
]) satisfies z.ZodType<Notice>

export const HealthRow = z.object({
  marketplace: Marketplace,
  endpoint: z.string(),
  failures: count,
  untried: z.literal(true).exactOptional(),
  failedTest: z.object({ at: timestamp, reason: z.string(), delivery: z.string() }).exactOptional(),
  failingSince: timestamp.exactOptional(),
  reason: z.string().exactOptional(),
  recent: z.object({ since: timestamp, failures: count, rounds: count }).exactOptional(),
  pausedUntil: timestamp.exactOptional(),
  slow: z.object({ since: timestamp, limit: z.int().positive() }).exactOptional(),
  circuit: z
    .object({
      openedAt: timestamp,
      probes: count,
      nextProbeAt: timestamp,
      probe: z.object({ delivery: z.string(), leasedUntil: timestamp }).exactOptional(),
    })
    .exactOptional(),
  recoveredAt: timestamp.exactOptional(),
  warned: z.object({ stage, at: timestamp }).exactOptional(),
  endedVersion: z.int().exactOptional(),
  notices: z.array(NoticeRow),
  revision: count,
}) satisfies z.ZodType<Health>

const sealed = z.string()
const facts = {
  subject: z.string(),
  issuer: z.string(),
  notAfter: timestamp,
  fingerprint: z.string(),
}
const ClientCertificateRow = z.object({ ...facts, certificate: z.string(), sealed })
const AuthoritiesRow = z.object({ pem: z.string(), certificates: z.array(z.object(facts)) })
const tls = {
  clientCertificate: ClientCertificateRow.exactOptional(),
  certificateAuthorities: AuthoritiesRow.exactOptional(),
  tokenClientCertificate: ClientCertificateRow.exactOptional(),
  tokenCertificateAuthorities: AuthoritiesRow.exactOptional(),
}
const ClientKeyRow = z.object({
  publicKey: z.object({
    ...{ kty: z.literal('RSA'), n: z.string(), e: z.string(), kid: z.string() },
    ...{ alg: z.literal('RS256'), use: z.literal('sig') },
  }),
  certificate: z.string(),
  notAfter: timestamp,
  sealed,
})
const storedKey = { publicKey: z.string(), sealed }
const oauth2 = {
  sealed,
  clientKey: ClientKeyRow.exactOptional(),
  nextClientKey: ClientKeyRow.exactOptional(),
  ...openOAuth2,
  clientAuthentication: ClientAuthentication,
  secretParameterNames: z.array(z.string()).exactOptional(),
}
const header = z.string().exactOptional()

const AuthenticationRow = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NONE') }),
  z.object({ type: z.literal('TOKEN'), sealed, header, prefix: header }),
  z.object({ type: z.literal('BASIC'), sealed, username: z.string() }),
  z.object({ type: z.literal('OAUTH2_CLIENT_CREDENTIALS'), ...oauth2 }),
  z.object({
    type: z.literal('OAUTH2_RESOURCE_OWNER_PASSWORD'),
    ...oauth2,
    username: z.string(),
  }),
]) satisfies z.ZodType<Authentication>

const AwsTarget = z.object({ arn: z.string(), roleArn: z.string(), externalId: z.string() })

export const WebhookRow = z.object({
  id: z.string(),
  marketplace: Marketplace,
  url: z.string(),
  sealedUrl: z.object({ sealed, digest: z.string() }).exactOptional(),
  eventBus: AwsTarget.exactOptional(),
  queue: AwsTarget.exactOptional(),
  authentication: AuthenticationRow,
  headers: z
    .array(
      z.union([
        z.strictObject({ name: z.string(), value: z.string() }),
        z.strictObject({ name: z.string(), sealed }),
      ]),
    )
    .exactOptional(),
  signing: z.object({
    sealed,
    previous: z.object({ sealed, validUntil: timestamp }).optional(),
    key: z
      .object({
        ...storedKey,
        previous: z.object({ ...storedKey, validUntil: timestamp }).exactOptional(),
      })
      .exactOptional(),
  }),
  enabled: z.boolean(),
  disabled: z
    .object({ at: timestamp, by: z.string().exactOptional(), reason: z.string().exactOptional() })
    .exactOptional(),
  ...tls,
  ...endpointOptions,
  version: z.int(),
  events: z.array(z.string()),
  description: z.string(),
  filter: z.string().exactOptional(),
  createdAt: timestamp,
  createdBy: z.string(),
  changedAt: timestamp,
  changedBy: z.string(),
  secretShownCount: z.int(),
  secretShownAt: timestamp.optional(),
  secretShownBy: z.string().optional(),
}) satisfies z.ZodType<Webhook>
