import { createHash } from 'node:crypto'

import { addMs } from '../values/timestamp.ts'
import type { FailedTokenRequest } from '../deliveries/delivery.ts'
import type { TokenOwner } from './token-request.ts'

/** An access token, shared by all processes that deliver to its webhook. */
type KeptToken = {
  id: string
  sealed: string
  requestedAt: string
  /** From then on, one attempt fetches a new one while the others use this one. */
  refreshAt: string
  validUntil: string
}

/**
 * The row of a webhook's access token. The attempt that fetches a token takes the lease first:
 * until the lease ends, no other attempt fetches one. Every write has its own revision, so that
 * none undoes another.
 */
export type TokenRow = {
  /** Identifies the authentication that the row belongs to; another one never uses it. */
  fingerprint: string
  revision: string
  changedAt: string
  token?: KeptToken
  leasedUntil?: string
  /** The revision of a lease that ended without a token to store, and the reason if it failed. */
  ended?: { lease: string; reason?: string; request?: FailedTokenRequest }
}

type Identified = Pick<TokenOwner, 'authentication' | 'tokenClientCertificate'>

/** Identifies an authentication: no two sealed texts are the same, even of one secret. */
export function fingerprintOf({ authentication, tokenClientCertificate }: Identified): string {
  const hash = createHash('sha256').update(authentication.sealed)
  // A token may be bound to the certificate (RFC 8705, 3).
  if (tokenClientCertificate !== undefined) hash.update(tokenClientCertificate.sealed)
  return hash.digest('base64url')
}

/** A row without a token. */
export function newRow(
  owner: Identified,
  { newUuid, now }: { newUuid: () => string; now: () => Date },
): TokenRow {
  return {
    fingerprint: fingerprintOf(owner),
    revision: newUuid(),
    changedAt: now().toISOString(),
  }
}

/** When to renew a token that was requested at that time, and until when attempts may use it. */
export function lifetimeOf(requestedAt: string, lifetimeSeconds: number) {
  const after = (seconds: number) => addMs(new Date(requestedAt), seconds * 1000)
  return {
    refreshAt: after(0.8 * lifetimeSeconds),
    // A request may take half a minute.
    validUntil: after(Math.max(0.9 * lifetimeSeconds, lifetimeSeconds - 30)),
  }
}
