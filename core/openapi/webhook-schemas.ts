import * as z from 'zod'

import { HeaderName } from '../webhooks/token-header-input.ts'
import { actions } from '../events/catalogue.ts'
import { ResourceTypeInput } from '../events/event-input.ts'
import { endpointOptions } from '../webhooks/endpoint-options.ts'
import { AuthenticationView } from './credentials-schemas.ts'
import { AttemptView } from './attempt-schemas.ts'
import { disabled, HealthView } from './health-schemas.ts'
import { describe, named } from './named.ts'
import { AwsTargetView, certificateViews } from './place-schemas.ts'

const timestamp = z.iso.datetime()
const CustomHeaderView = named(
  'CustomHeader',
  z.object({
    name: HeaderName,
    value: z.string().exactOptional().describe('Absent if it is secret'),
    secret: z.literal(true).exactOptional(),
  }),
  { description: 'A header that is added to requests' },
)

const open = {
  id: z.string(),
  url: z.string(),
  eventBus: AwsTargetView.exactOptional(),
  queue: AwsTargetView.exactOptional(),
  enabled: z.boolean(),
  disabled,
  ...endpointOptions,
  version: z.int(),
  events: z.array(z.string()),
  description: z.string(),
  headers: z.array(CustomHeaderView).exactOptional(),
  filter: z.record(z.string(), z.unknown()).exactOptional(),
  notify: z.array(z.string()).exactOptional(),
  ...certificateViews,
  createdAt: timestamp,
  createdBy: z.string(),
  changedAt: timestamp,
  changedBy: z.string(),
  secretShownCount: z.int(),
  secretShownAt: timestamp.optional(),
  secretShownBy: z.string().optional(),
}

const PublicKeyView = named(
  'PublicKey',
  z.object({
    publicKey: z.string().describe('`whpk_`, followed by base64'),
    validUntil: timestamp
      .exactOptional()
      .describe('Until when requests are also signed with the key from before the last rotation'),
  }),
)

/** A webhook without the health of its receiver. */
export const WebhookSettingsView = named(
  'WebhookSettings',
  z.object({
    ...open,
    authentication: AuthenticationView,
    publicKeys: z
      .array(PublicKeyView)
      .exactOptional()
      .describe(
        'The keys that verify `v1a` signatures, the newest first; absent if there were none yet',
      ),
    previousSecretValidUntil: timestamp
      .exactOptional()
      .describe(
        'Until when requests are also signed with the secret from before the last rotation',
      ),
  }),
  { description: 'A webhook without the health of its receiver' },
)

const SubscriptionView = named(
  'Subscription',
  z.object({ resource: ResourceTypeInput, actions: z.array(z.enum(actions)) }),
  { description: 'The events of one resource that a webhook gets' },
)

/** A webhook as the API returns it. */
export const WebhookView = named(
  'Webhook',
  WebhookSettingsView.extend({
    subscriptions: z.array(SubscriptionView).describe('What `events` matches, by resource'),
    health: HealthView,
    warnings: z
      .array(z.string())
      .exactOptional()
      .describe(
        'What may be wrong: a filter that matches no sample, a certificate that expires within 30 days',
      ),
  }),
  {
    description: 'Which events are sent where, and the health of the receiver',
  },
)

const ProbeView = named(
  'Probe',
  z.object({
    delivery: z.string().describe('The id of the test delivery'),
    succeeded: z.boolean(),
    reason: z.string().exactOptional().describe('Why it failed'),
    attempt: AttemptView.exactOptional(),
  }),
  { description: 'The result of the probe that is sent when a webhook is enabled' },
)

/** A webhook after a change, with the probe if the change enabled it. */
export const ChangedWebhookView = named(
  'ChangedWebhook',
  WebhookView.extend({ probe: ProbeView.exactOptional() }),
  { description: 'A webhook after a change; `probe` is present if the change enabled it' },
)

/** The public keys of a webhook, for receivers. */
export const PublicKeySet = named(
  'PublicKeySet',
  z.object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string().describe('The key in base64url'),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
        kid: z.string().describe('The thumbprint of the key (RFC 7638)'),
        publicKey: z.string().describe('The same key as `whpk_`, followed by base64'),
      }),
    ),
  }),
  { description: 'A JSON Web Key Set (RFC 7517) with keys of RFC 8037' },
)

export const SecretView = named(
  'SigningSecret',
  z.object({
    secret: z.string().describe('`whsec_`, followed by base64'),
    previous: z
      .object({ secret: z.string(), validUntil: timestamp })
      .exactOptional()
      .describe('The secret from before the last rotation, while requests are also signed with it'),
  }),
)

describe(open, {
  url: 'The ARN of an event bus or a queue. Values of query parameters with the name of a credential, such as `token`, `key`, `code` or `sig`, are returned as `***`. An update that contains `***` keeps these values, provided that the origin and the number of parameters of that name are unchanged',
  events:
    'The event types that the webhook gets, as they were set: `subscription.added`, `order.*` for every action of a resource, `*` for every event',
  filter: 'The pattern that the bodies of events must match; absent if there is none',
  disabled: 'When it was disabled and by whom, and why if the router did',
  version: 'Starts at 1 and increases with every change; compared with `If-Match`',
  secretShownCount: 'How often the signing secret was read',
  secretShownAt: 'When the signing secret was last read',
  secretShownBy: 'Who last read the signing secret',
})
