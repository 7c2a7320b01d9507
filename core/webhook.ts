import * as z from 'zod'

import { actionsOf } from './catalogue.ts'
import { ActionInput, Marketplace, ResourceTypeInput } from './event.ts'
import { TokenHeader, TokenPrefix } from './token-header.ts'
import { settingChanges, settingInputs, settings } from './webhook-settings.ts'

/** A secret after encryption, bound to its marketplace and webhook; base64. */
const Sealed = z.string()

/**
 * How a webhook's requests are authenticated, as it is stored. What is secret stands together in
 * `sealed`; what may be read stands beside it. The OAuth2 types will be two more members.
 */
export const Authentication = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NONE') }),
  z.object({
    type: z.literal('TOKEN'),
    sealed: Sealed,
    header: TokenHeader.exactOptional(),
    prefix: TokenPrefix.exactOptional(),
  }),
])
export type Authentication = z.infer<typeof Authentication>

/** What `sealed` holds, after decryption. */
export const TokenSecrets = z.object({ token: z.string() })

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

/** At most this long, since AWS KMS encrypts 4,096 bytes at once. */
const tokenLimit = 2048

const Token = z
  .string()
  .min(1)
  .max(tokenLimit)
  .regex(
    /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/,
    'must be printable ASCII without outer spaces',
  )

/** The authentication as a manager writes it, secrets in clear. */
export const AuthenticationInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('NONE') }),
  z.strictObject({
    type: z.literal('TOKEN'),
    token: Token,
    header: TokenHeader.exactOptional(),
    prefix: TokenPrefix.exactOptional(),
  }),
])
export type AuthenticationInput = z.infer<typeof AuthenticationInput>

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
