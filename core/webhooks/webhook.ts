import * as z from 'zod'

import { Authentication, AuthenticationInput } from './authentication.ts'
import { actionsOf } from '../events/catalogue.ts'
import { ActionInput, Marketplace, ResourceTypeInput } from '../events/event.ts'
import { settingChanges, settingInputs, settings } from './settings.ts'

/** Which webhook: its id inside its marketplace. */
export type WebhookKey = { marketplace: string; id: string }

/** A secret after encryption, bound to its marketplace and webhook; base64. */
const Sealed = z.string()

/** The secret that requests are signed with, and the one before it until receivers have changed. */
export const Signing = z.object({
  sealed: Sealed,
  previous: z.object({ sealed: Sealed, validUntil: z.iso.datetime() }).optional(),
})
export type Signing = z.infer<typeof Signing>

const onlyDate = z.iso.datetime()

/** What a manager sets up: where which notifications go, and how they are authenticated. */
export const Webhook = z.object({
  id: z.string(),
  marketplace: Marketplace,
  url: z.string(),
  resource: ResourceTypeInput,
  actions: z.array(z.enum(['ADDED', 'CHANGED', 'REMOVED'])),
  authentication: Authentication,
  signing: Signing,
  description: z.string(),
  enabled: z.boolean(),
  /** Why the router disabled it; absent when a manager did. */
  disabled: z.object({ at: onlyDate, reason: z.string() }).exactOptional(),
  ...settings,
  /** Counts the changes, from 1; what `If-Match` compares. */
  version: z.int(),
  createdAt: onlyDate,
  createdBy: z.string(),
  changedAt: onlyDate,
  changedBy: z.string(),
  /** Counts the looks at the signing secret; when the last one was, and whose. */
  secretShownTimes: z.int(),
  secretShownAt: onlyDate.optional(),
  secretShownBy: z.string().optional(),
})
export type Webhook = z.infer<typeof Webhook>

const fields = {
  url: z.string().min(1).max(2048),
  resource: ResourceTypeInput,
  actions: z
    .array(ActionInput)
    .min(1)
    .transform((actions) => [...new Set(actions)]),
  authentication: AuthenticationInput,
  description: z.string().max(500),
  enabled: z.boolean(),
}

/** The body that creates a webhook. */
export const NewWebhook = z.strictObject({
  ...fields,
  authentication: fields.authentication.default({ type: 'NONE' }),
  description: fields.description.default(''),
  enabled: fields.enabled.default(true),
  ...settingInputs,
})
export type NewWebhook = z.infer<typeof NewWebhook>

/** The body that changes a webhook: only what is given changes. */
export const WebhookChange = z.strictObject({ ...fields, ...settingChanges }).partial()
export type WebhookChange = z.infer<typeof WebhookChange>

/** The actions that the webhook's resource does not support. */
export function unsupportedActions({ resource, actions }: Pick<Webhook, 'resource' | 'actions'>) {
  const supported = actionsOf(resource)
  return actions.filter((action) => !supported.includes(action))
}
