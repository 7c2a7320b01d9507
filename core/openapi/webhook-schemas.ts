import * as z from 'zod'

import { ClientCredentials, OwnerPassword } from '../webhooks/oauth2.ts'
import { TokenHeader, TokenPrefix } from '../webhooks/token-header.ts'
import { actions } from '../events/catalogue.ts'
import { ResourceTypeInput } from '../events/event.ts'
import { Webhook } from '../webhooks/webhook.ts'
import { AttemptView } from './delivery-schemas.ts'
import { describe, named } from './named.ts'

const moment = z.iso.datetime()
const has = z.literal(true)

const AuthenticationView = named(
  'Authentication',
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('NONE') }).meta({ title: 'None' }),
    z
      .object({
        type: z.literal('TOKEN'),
        header: TokenHeader.exactOptional(),
        prefix: TokenPrefix.exactOptional(),
        hasToken: has,
      })
      .meta({ title: 'Token' }),
    ClientCredentials.omit({ sealed: true })
      .extend({ hasClientSecret: has })
      .meta({ title: 'OAuth2 (Client Credentials)' }),
    OwnerPassword.omit({ sealed: true })
      .extend({ hasClientSecret: has, hasPassword: has })
      .meta({ title: 'OAuth2 (Resource Owner Password)' }),
  ]),
  { description: 'How requests are authenticated; of a secret only that it is there' },
)

const failing = {
  failingSince: moment.exactOptional().describe('When the first attempt in a row failed'),
  failures: z.int().nonnegative().describe('So many attempts in a row have failed'),
  reason: z.string().exactOptional().describe('Why the last one failed'),
}

/** How a webhook's receiver fares. */
export const HealthView = named(
  'WebhookHealth',
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('healthy') }).meta({ title: 'Healthy' }),
    z.object({ state: z.literal('failing'), ...failing }).meta({ title: 'Failing' }),
    z
      .object({ state: z.literal('retry-after'), ...failing, pausedUntil: moment })
      .meta({ title: 'Held', description: 'It asked to be left alone until then' }),
    z.object({ state: z.literal('circuit-open'), ...failing, nextProbeAt: moment }).meta({
      title: 'Circuit open',
      description: 'It failed so often that one delivery at a time asks whether it is back',
    }),
    z
      .object({ state: z.literal('disabled'), disabled: Webhook.shape.disabled })
      .meta({ title: 'Disabled', description: '`disabled` says why, when the router did it' }),
  ]),
  { description: 'How its receiver fares' },
)

const { marketplace, authentication, signing, ...open } = Webhook.shape

/** What a webhook is, without how its receiver fares. */
export const WebhookSettingsView = named(
  'WebhookSettings',
  z.object({
    ...open,
    authentication: AuthenticationView,
    previousSecretValidUntil: moment
      .exactOptional()
      .describe('Until then the signing secret before the last rotation signs too'),
  }),
  { description: 'A webhook, without how its receiver fares' },
)

const SubscriptionView = named(
  'Subscription',
  z.object({ resource: ResourceTypeInput, actions: z.array(z.enum(actions)) }),
  { description: 'The events of one resource that a webhook gets' },
)

/** A webhook as everybody sees it. */
export const WebhookView = named(
  'Webhook',
  WebhookSettingsView.extend({
    subscriptions: z
      .array(SubscriptionView)
      .describe('What `events` stands for, one for each resource'),
    health: HealthView,
  }),
  {
    description: 'Where which notifications go, and how its receiver fares',
  },
)

const ProbeView = named(
  'Probe',
  z.object({
    delivery: z.string().describe('The id of the test that asked'),
    succeeded: z.boolean(),
    reason: z.string().exactOptional().describe('Why it did not succeed'),
    attempt: AttemptView.exactOptional(),
  }),
  { description: 'What the receiver answered when it was asked' },
)

/** A webhook after a change; with a probe if that enabled it. */
export const ChangedWebhookView = named(
  'ChangedWebhook',
  WebhookView.extend({ probe: ProbeView.exactOptional() }),
  { description: 'A webhook after a change; `probe` is there if the change enabled it' },
)

export const SecretView = named(
  'SigningSecret',
  z.object({
    secret: z.string().describe('`whsec_` and base64'),
    previous: z
      .object({ secret: z.string(), validUntil: moment })
      .exactOptional()
      .describe('The one before the last rotation, while it signs too'),
  }),
)

describe(open, {
  url: 'With `***` for each value in its query whose name is that of a credential, such as `token`, `key`, `code` or `sig`. In a change that has them, they stay as they are, as long as the origin does and there are as many of a name',
  events:
    'The event types that it gets, as they were given: `subscription.added`, `order.*` for every action of a resource, `*` for every event',
  disabled: 'When and why the router disabled it; absent when a manager did',
  version: 'Counts the changes, from 1; what `If-Match` compares',
  secretShownTimes: 'So often somebody looked at the signing secret',
  secretShownAt: 'When somebody last looked at it',
  secretShownBy: 'Who that was',
})
