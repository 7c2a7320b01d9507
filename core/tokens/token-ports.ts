import type { TokenOwner, TokenRequestPorts } from './token-request.ts'
import type { TokenRow } from './cached-token.ts'

/** An access token in clear. Without `refreshAt` it is for the one attempt that fetched it. */
export type AccessToken = {
  kind: 'token'
  id: string
  text: string
  requestedAt: string
  refreshAt?: string
}

/** Why there is no access token. */
export type NoAccessToken = { kind: 'failed'; reason: string }

/**
 * Since when an attempt wants a token, and the id of the one that the receiver refused, if it did.
 */
export type TokenWanted = { since: Date; refused?: string }

/** What a kept access token belongs to. */
type TokenContext = Readonly<{ marketplace: string; webhook: string; purpose: 'token' }>

/** Keeping a token is a saving: whatever fails of it is logged, and the attempt goes on. */
export type AccessTokenPorts = TokenRequestPorts & {
  findTokenRow: (owner: TokenOwner) => Promise<TokenRow | undefined>
  /** Saves the lease if nobody has saved since `before` was read; false if somebody has. */
  takeLease: (owner: TokenOwner, lease: TokenRow, before: TokenRow | undefined) => Promise<boolean>
  /** Saves what came of a lease, unless it ended before. Does not throw. */
  endLease: (owner: TokenOwner, after: TokenRow, lease: TokenRow) => Promise<void>
  /** Undefined when it cannot be sealed. */
  sealToken: (text: string, context: TokenContext) => Promise<string | undefined>
  /** Undefined when it cannot be opened. */
  openToken: (sealed: string, context: TokenContext) => Promise<string | undefined>
  newUuid: () => string
  wait: (ms: number) => Promise<void>
}

/** So long after its beginning an attempt must have its token, also one for a second try. */
export const tokenLimitMs = 20_000
