import './credential-inputs.ts'
import './place-inputs.ts'
import './trial-inputs.ts'
import { ActionInput, ResourceTypeName } from '../events/event-input.ts'
import { machineRoles } from '../api/roles.ts'
import { NewApiKey } from '../manage/api-keys.ts'
import { Retry } from '../manage/deliveries.ts'
import { Start } from '../manage/recoveries.ts'
import { KeyRotation } from '../manage/signing-key.ts'
import { Rotation } from '../manage/signing-secret.ts'
import { Test } from '../manage/test-event.ts'
import { EmptyBody } from '../api/empty-body.ts'
import { NewWebhook, WebhookChange } from '../webhooks/webhook-input.ts'
import { endpointOptionInputs } from '../webhooks/endpoint-options.ts'
import { EventPatterns, EventTypeInput } from '../webhooks/subscription-input.ts'
import { maxTotalWaitSeconds, RetryWaits } from '../webhooks/waits-input.ts'
import {
  actionNames,
  eventPatternNames,
  eventTypeNames,
  newWebhookChoices,
  testChoices,
  webhookChangeChoices,
} from './event-choices.ts'
import { annotate, describe, named, namedInput } from './named.ts'
import { httpsUrlPattern } from './text-patterns.ts'

/** The schemas that validate request bodies, with names and descriptions. */

/** Only a developer's key is for a vendor. */
const vendorChoices = {
  oneOf: [
    { required: ['vendor'], properties: { role: { const: 'developer' }, vendor: {} } },
    { properties: { role: { enum: machineRoles }, vendor: false } },
  ],
}

named('ResourceType', ResourceTypeName, {
  description: '`GET /resources` describes them. Requests may have them in any case',
})
namedInput('ActionInput', ActionInput, {
  description:
    '`REMOVED`, `DELETED` and `Deleted` are the same, and are returned as `REMOVED`. Requests may have them in any case',
  enum: actionNames,
})

namedInput('EventPatternInput', EventPatterns.in.element, {
  description: 'Event types: one, those of a resource, or all; in any case',
  enum: eventPatternNames,
})
namedInput('EventTypeInput', EventTypeInput, {
  description: 'An event type, in any case',
  enum: eventTypeNames,
})

export const NewWebhookInput = namedInput('NewWebhook', NewWebhook, {
  description: 'The webhook to create',
  ...newWebhookChoices,
})
export const WebhookChangeInput = namedInput('WebhookChange', WebhookChange, {
  description:
    'The fields to change. Absent fields keep their values; `null` resets a setting to its default',
  ...webhookChangeChoices,
})
describe(WebhookChange.shape, {
  clientAuthentication:
    'Changes how the client of an OAuth2 authentication authenticates to the token endpoint, and keeps its secrets',
})
export const KeyRotationInput = namedInput('KeyRotation', KeyRotation)
export const RotationInput = namedInput('SecretRotation', Rotation)
export const TestInput = namedInput('TestEvent', Test, testChoices)
export const RecoveryInput = namedInput('RecoveryStart', Start)
export const NewApiKeyInput = namedInput('NewApiKey', NewApiKey, vendorChoices)
export const RetryInput = namedInput('Retry', Retry, {
  description:
    'An empty object. The retry sends the same event, with the current settings of the webhook',
})

export const SwitchInput = namedInput('Switch', EmptyBody, {
  description: 'An empty object',
})

describe(NewWebhook.shape, {
  url: 'Where to send requests, unless it is an event bus or a queue: an https URL with a host name that is public. The API also accepts public IP addresses, and what the settings of the router allow',
  eventBus:
    'An event bus of EventBridge to put events on, instead of a URL. `authentication`, `headers`, statuses and a signing secret are not for it',
  queue:
    'A queue of SQS to send messages to, instead of a URL. `authentication`, `headers` and statuses are not for it',
  resource:
    'The resource whose events the webhook gets, together with `actions`; an alternative to `events`',
  actions: 'One or more of the actions that the resource supports',
  events:
    'The event types that the webhook gets: `subscription.added`, `order.*` for every action of a resource, `*` for every event, in any case. An alternative to `resource` and `actions`',
  authentication: 'How requests are authenticated, in addition to their signature',
  description: 'A name for people to recognize the webhook by',
  enabled: 'If `false`, deliveries are skipped',
  filter: 'Only events whose body matches this pattern are delivered',
  notify:
    'The addresses that get mail when the webhook is failing, is disabled by the router, or is back',
  timeLimitSeconds:
    'The time limit of a request, up to the headers of the response; its body is read for at most 2 s after them. Default: 30',
  retryWaitsSeconds:
    'Seconds to wait after the first, second, … failed attempt, at most 14 days in total. An empty list disables retries',
  headers:
    'Headers that are added to requests. A secret one is never returned; in a change, it keeps its value if it is given without one. Those that are named like a secret are secret by default',
  signingSecret:
    'The signing secret, instead of a random one: `whsec_` and base64 of 24 to 64 bytes',
  signingSecretFrom: 'The id of a webhook whose newest signing secret this one gets too',
  acceptedStatuses: 'Statuses from 300 that mean delivered, besides 2xx',
  finalStatuses: 'Statuses after which a delivery is not tried again, besides 410',
  payload:
    'What requests contain: `FULL`, the default, is the event with its content; `THIN` is uuid, timestamp, type, resourceAction, and type, uuid and url of the resource',
  transformation:
    'An expression in JSONata that makes the body of requests from the full event; not with `THIN`. An attempt whose transformation fails sends no request, and is retried',
  ordering:
    'With `RESOURCE`, the deliveries of a resource (type and uuid) arrive in the order in which the router accepted their events, each after the previous one has ended. Default: `NONE`',
  signatures:
    'Which signatures requests have: `v1` by the signing secret, `v1a` by a private key whose public key receivers get from `/.well-known/webhook-keys`. Default: `v1`',
  limits: 'Rate and concurrency limits. Deliveries above a limit wait',
  clientCertificate:
    'A client certificate for mutual TLS with the receiver. The private key is never returned',
  certificateAuthorities:
    'Certificate authorities in PEM that are trusted besides the public ones, for the receiver',
  tokenClientCertificate: 'A client certificate for mutual TLS with the token endpoint of OAuth2',
  tokenCertificateAuthorities: 'The same authorities for the token endpoint of OAuth2',
})
annotate(NewWebhook.shape.url, { pattern: httpsUrlPattern })
annotate(RetryWaits.element, { maximum: maxTotalWaitSeconds })
annotate(endpointOptionInputs.limits.unwrap(), { minProperties: 1 })

describe(Rotation.shape, {
  keepPreviousHours:
    'For how many hours requests are also signed with the previous secret, so that receivers can switch',
})
describe(KeyRotation.shape, {
  keepPreviousHours:
    'For how many hours requests are also signed with the previous key, so that receivers can switch',
})
describe(NewApiKey.shape, {
  name: 'What people recognize the key by, such as the name of the program',
  role: 'What the program may do, as people with this role',
  vendor:
    'The vendor whose products the key is for; required for the role `developer`, and for no other role',
  expiresAt: 'The key is rejected from then on, a time in the future; default: it does not expire',
})
describe(Test.shape, {
  event: 'The event type, such as `order.changed`; default: the first event type of the webhook',
  content:
    'The content of the resource; default: a sample. Not allowed with `REMOVED`, for which receivers get only type and uuid. It is nested at most 100 levels deep',
})
describe(Start.shape, {
  from: 'Only deliveries created at this time or later, which is before now',
  to: 'Only deliveries created at this time or earlier, and not before `from`; default: now',
  statuses: 'Default: both',
  dryRun: 'If `true`, the deliveries are counted but not sent',
})
