import * as z from 'zod'

import { AuthenticationInput } from '../webhooks/authentication.ts'
import { ActionInput, Detail, ResourceTypeInput } from '../events/event.ts'
import { Retry } from '../manage/deliveries.ts'
import { Start } from '../manage/recoveries.ts'
import { Rotation } from '../manage/signing-secret.ts'
import { Test } from '../manage/test-event.ts'
import { EmptyBody } from '../manage/enable-disable.ts'
import { NewWebhook, WebhookChange } from '../webhooks/webhook.ts'
import { settingInputs } from '../webhooks/settings.ts'
import { annotate, describe, named, namedInput } from './named.ts'

/** The schemas that requests are checked with, named and explained. */

named('ResourceType', ResourceTypeInput, { description: '`GET /resources` tells of each' })
namedInput('ActionInput', ActionInput, {
  description: '`REMOVED`, `DELETED` and `Deleted` are one, and are shown as `REMOVED`',
  enum: ['ADDED', 'CHANGED', 'REMOVED', 'DELETED', 'Added', 'Changed', 'Deleted'],
})

export const NewWebhookInput = namedInput('NewWebhook', NewWebhook, {
  description: 'A webhook, as it is created',
})
export const WebhookChangeInput = namedInput('WebhookChange', WebhookChange, {
  description:
    'What is to change of a webhook; what is not given stays. `null` puts a setting back to what is usual',
})
export const RotationInput = namedInput('SecretRotation', Rotation)
export const TestInput = namedInput('TestEvent', Test)
export const RecoveryInput = namedInput('RecoveryStart', Start)
export const RetryInput = namedInput('Retry', Retry, {
  description: 'Nothing: it sends the same event, as the webhook is now',
})

export const SwitchInput = namedInput('Switch', EmptyBody, {
  description: 'Nothing: the path says it',
})

/** The detail as producers write it, but that marketplace and uuid may be left to us. */
export const EventInput = namedInput(
  'Event',
  z.object(Detail.shape).partial({ uuid: true, marketplace: true }),
  { description: 'Something that happened' },
)

describe(NewWebhook.shape, {
  url: 'Where to POST: https, and an address that is public',
  resource: 'The resource whose events it gets, with `actions`; or give `events`',
  actions: 'At least one, and only those that the resource supports',
  events:
    'Instead of `resource` and `actions`: event types of any resources, such as `subscription.added`, `order.*` for every action of a resource, `*` for every event',
  authentication: 'How requests say who sends them, beside their signature',
  description: 'For people',
  enabled: 'While it is not, its deliveries are skipped',
  timeLimitSeconds: 'So long a call may take, to the last byte of the answer; usually 30',
  retryWaitsSeconds:
    'Seconds to wait after the first, second, … failed attempt, at most 14 days together; none tries once',
  limits: 'At most so much; what is over waits its turn',
})
annotate(settingInputs.limits.unwrap(), { minProperties: 1 })

namedInput('AuthenticationInput', AuthenticationInput)
const titles = [
  'None',
  'Token',
  'OAuth2 (Client Credentials)',
  'OAuth2 (Resource Owner Password)',
] as const
AuthenticationInput.options.forEach((option, index) => {
  annotate(option, { title: titles[index] })
})

describe(Rotation.shape, {
  keepPreviousHours: 'So long the secret before signs too, until receivers have changed',
})
describe(Test.shape, {
  event: 'Such as `order.changed`; by default the first that the webhook gets',
  content:
    'What the event is to tell of the resource; usually a sample. Not with `REMOVED`: of what was removed receivers get type and uuid',
})
describe(Start.shape, {
  from: 'What was created since then',
  to: 'Up to then; usually until now',
  statuses: 'Usually both',
  dryRun: 'Counts, and sends nothing',
})
describe(EventInput.shape, {
  marketplace: 'That of the token, and no other',
  uuid: 'The same uuid is the same event; one is made up if there is none',
  timestamp: 'Epoch milliseconds',
})
