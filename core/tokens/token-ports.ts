import type { TokenOwner, TokenRequestPorts } from './token-request.ts'
import type { TokenRow } from './cached-token.ts'

/** An access token in the clear. Without `refreshAt` only the attempt that fetched it may use it. */
export type AccessToken = {
  kind: 'token'
  id: string
  text: string
  requestedAt: string
  refreshAt?: string
}

/**
 * When the attempt began, and the id of a token that the receiver refused, or that it may have refused.
 * A `doubted` token is renewed, but serves on if there is no other one.
 */
export type TokenWanted = { since: Date; refused?: string; doubted?: string }

/** What a stored access token belongs to. */
type TokenContext = Readonly<{ marketplace: string; endpoint: string; purpose: 'token' }>

/** The access tokens that all processes share, one row for each endpoint. */
export type AccessTokenStore = {
  findTokenRow: (owner: TokenOwner) => Promise<TokenRow | undefined>
  /** Takes the lease; false if another change came first. */
  takeLease: (owner: TokenOwner, lease: TokenRow, before: TokenRow | undefined) => Promise<boolean>
  /** Saves the result of a lease, unless the lease has ended. Does not throw. */
  endLease: (owner: TokenOwner, after: TokenRow, lease: TokenRow) => Promise<void>
}

/** Storing a token only saves requests: if it fails, that is logged, and the attempt goes on. */
export type AccessTokenPorts = TokenRequestPorts &
  AccessTokenStore & {
    /** Undefined when it cannot be sealed. */
    sealToken: (text: string, context: TokenContext) => Promise<string | undefined>
    /** Undefined when it cannot be opened. */
    openToken: (sealed: string, context: TokenContext) => Promise<string | undefined>
    wait: (ms: number) => Promise<void>
  }

/** An attempt must have its token this long after its start, for a second try too. */
export const tokenLimitMs = 20_000

/** A token is not doubted, and not renewed for a doubt, so soon after the last change of its row. */
export const doubtRestMs = 300_000

/** The time limit of a token request. With less than the minimum left, none is made. */
export const requestLimitMs = 10_000
export const minRequestMs = 2_000
