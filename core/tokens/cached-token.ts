import { createHash } from 'node:crypto'
import * as z from 'zod'

import { addMs } from '../values/timestamp.ts'
import type { TokenOwner } from './token-request.ts'

const timestamp = z.iso.datetime()

/** An access token as it is kept for all who deliver to its webhook. */
const KeptToken = z.object({
  id: z.string(),
  sealed: z.string(),
  requestedAt: timestamp,
  /** From then on one attempt fetches a new one, and the others go on with this one. */
  refreshAt: timestamp,
  validUntil: timestamp,
})

/**
 * What is known of a webhook's access token. Whoever fetches one writes a lease first: until then
 * nobody else asks. Every write has a revision of its own, so that none undoes another.
 */
export const TokenRow = z.object({
  /** Of the authentication that it belongs to: another one never uses it. */
  fingerprint: z.string(),
  revision: z.string(),
  changedAt: timestamp,
  token: KeptToken.exactOptional(),
  leaseUntil: timestamp.exactOptional(),
  /** A lease that ended without a token to keep, by its revision; and why, if it failed. */
  ended: z.object({ lease: z.string(), reason: z.string().exactOptional() }).exactOptional(),
})
export type TokenRow = z.infer<typeof TokenRow>

/**
 * What tells one authentication from another: no two sealed texts are the same, even of one secret.
 */
export function fingerprintOf({ authentication }: Pick<TokenOwner, 'authentication'>): string {
  return createHash('sha256').update(authentication.sealed).digest('base64url')
}

/** A row without a token. */
export function newRow(
  owner: Pick<TokenOwner, 'authentication'>,
  { newUuid, now }: { newUuid: () => string; now: () => Date },
): TokenRow {
  return {
    fingerprint: fingerprintOf(owner),
    revision: newUuid(),
    changedAt: now().toISOString(),
  }
}

/**
 * When a token that was requested at a moment is to be renewed, and when nobody may use it any
 * more.
 */
export function lifetimeOf(requestedAt: string, lifetimeSeconds: number) {
  const after = (seconds: number) => addMs(new Date(requestedAt), seconds * 1000)
  return {
    refreshAt: after(0.8 * lifetimeSeconds),
    // A request may be on its way for half a minute.
    validUntil: after(Math.max(0.9 * lifetimeSeconds, lifetimeSeconds - 30)),
  }
}
