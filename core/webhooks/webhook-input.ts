import * as z from 'zod'

import { tlsChanges, tlsInputs } from './certificate-input.ts'
import { AuthenticationInput } from './credentials-input.ts'
import { EventBusInput, QueueInput } from './aws-target.ts'
import { ActionInput, ResourceTypeInput } from '../events/event-input.ts'
import { CustomHeadersChange, CustomHeadersInput } from './custom-headers-input.ts'
import { endpointOptionChanges, endpointOptionInputs } from './endpoint-options.ts'
import { PatternInput } from './pattern-input.ts'
import { notPlainText, plainText } from '../values/plain-text.ts'
import { signingSecretInputs } from './signing-input.ts'
import { ClientAuthentication } from './oauth2-input.ts'
import { EventPatterns } from './subscription-input.ts'
import { urlText } from './url-text.ts'

const maxAddresses = 5

/** The addresses that get mail about the webhook's health. */
const Addresses = z
  .array(z.email().max(254))
  .max(maxAddresses)
  .transform((addresses) => uniqueAddresses(addresses))

const fields = {
  url: urlText(),
  eventBus: EventBusInput,
  queue: QueueInput,
  resource: ResourceTypeInput,
  actions: z
    .array(ActionInput)
    .min(1)
    .transform((actions) => [...new Set(actions)]),
  events: EventPatterns,
  authentication: AuthenticationInput,
  description: z.string().max(500).regex(plainText, notPlainText),
  enabled: z.boolean(),
}

/**
 * The body that creates a webhook. It has `url`, or `eventBus` or `queue` instead
 * (`validate-place.ts`), and `resource` and `actions`, or `events` instead (`requested-events.ts`).
 */
export const NewWebhook = z.strictObject({
  ...fields,
  url: fields.url.exactOptional(),
  eventBus: fields.eventBus.exactOptional(),
  queue: fields.queue.exactOptional(),
  resource: fields.resource.exactOptional(),
  actions: fields.actions.exactOptional(),
  events: fields.events.exactOptional(),
  authentication: fields.authentication.default({ type: 'NONE' }),
  description: fields.description.default(''),
  enabled: fields.enabled.default(true),
  filter: PatternInput.exactOptional(),
  notify: Addresses.exactOptional(),
  headers: CustomHeadersInput.exactOptional(),
  ...tlsInputs,
  ...signingSecretInputs,
  ...endpointOptionInputs,
})
export type NewWebhook = z.infer<typeof NewWebhook>

/** The body that changes a webhook: only the given fields change. */
export const WebhookChange = z
  .strictObject({
    ...fields,
    clientAuthentication: ClientAuthentication,
    filter: PatternInput.nullable(),
    notify: Addresses.nullable(),
    headers: CustomHeadersChange,
    ...tlsChanges,
    ...endpointOptionChanges,
  })
  .partial()
export type WebhookChange = z.infer<typeof WebhookChange>

/** The same address in another case gets no second mail. */
function uniqueAddresses(addresses: readonly string[]): string[] {
  const lower = addresses.map((one) => one.toLowerCase())
  return addresses.filter((_, index) => lower.indexOf(lower[index] ?? '') === index)
}
