import * as z from 'zod'

import { Marketplace } from '../events/event.ts'
import { Authentication } from './authentication.ts'
import { endpointOptions } from './endpoint-options.ts'

/** Identifies an endpoint: its marketplace, and its id within that. */
export type EndpointKey = { marketplace: string; id: string }

/** A secret after encryption, bound to its marketplace and endpoint; base64. */
const Sealed = z.string()

/** The current signing secret, and the previous one while receivers may still use it. */
export const Signing = z.object({
  sealed: Sealed,
  previous: z.object({ sealed: Sealed, validUntil: z.iso.datetime() }).optional(),
})
export type Signing = z.infer<typeof Signing>

/**
 * Where and how to call: URL, authentication, secrets and limits. Deliveries, waiting rows, health,
 * access tokens and sealed secrets belong to an endpoint. Its owner decides which events it gets: a
 * webhook has subscriptions.
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
  /** Counts the changes, from 1; `If-Match` compares it. */
  version: z.int(),
})
export type Endpoint = z.infer<typeof Endpoint>
