import * as z from 'zod'

import { Marketplace } from '../events/event.ts'
import { Authentication } from './authentication.ts'
import { endpointOptions } from './endpoint-options.ts'

/** Which endpoint: its id inside its marketplace. */
export type EndpointKey = { marketplace: string; id: string }

/** A secret after encryption, bound to its marketplace and endpoint; base64. */
const Sealed = z.string()

/** The secret that requests are signed with, and the previous one until receivers have changed. */
export const Signing = z.object({
  sealed: Sealed,
  previous: z.object({ sealed: Sealed, validUntil: z.iso.datetime() }).optional(),
})
export type Signing = z.infer<typeof Signing>

/**
 * Where and how to call: URL, authentication, secrets and limits. Deliveries, waiting rows, health,
 * access tokens and sealed secrets belong to an endpoint; which events it gets is its owner's
 * matter (a webhook has subscriptions).
 */
export const Endpoint = z.object({
  id: z.string(),
  marketplace: Marketplace,
  url: z.string(),
  authentication: Authentication,
  signing: Signing,
  enabled: z.boolean(),
  /** Why the router disabled it; absent when a manager did. */
  disabled: z.object({ at: z.iso.datetime(), reason: z.string() }).exactOptional(),
  ...endpointOptions,
  /** Counts the changes, from 1; what `If-Match` compares. */
  version: z.int(),
})
export type Endpoint = z.infer<typeof Endpoint>
