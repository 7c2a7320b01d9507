import { isLeased } from '../values/lease.ts'
import { fingerprintOf, type TokenRow } from './cached-token.ts'
import {
  type AccessToken,
  type AccessTokenPorts,
  doubtRestMs,
  type TokenWanted,
} from './token-ports.ts'
import type { TokenOwner } from './token-request.ts'

export type WantedToken = { owner: TokenOwner; wanted: TokenWanted; ports: AccessTokenPorts }

/**
 * What one read found: the stored row, the row if it belongs to this authentication, and its token.
 */
export type Look = {
  stored: TokenRow | undefined
  row: TokenRow | undefined
  known: AccessToken | undefined
  isLeased: boolean
}

export async function lookAt(asked: WantedToken): Promise<Look> {
  const { owner, ports } = asked
  const stored = await ports.findTokenRow(owner)
  const row = stored?.fingerprint === fingerprintOf(owner) ? stored : undefined
  const known = await openStored(row?.token, asked)
  return { stored, row, known, isLeased: isLeased(row?.leasedUntil, ports.now()) }
}

/** The stored token, unless it was refused or has expired. One that cannot be opened is ignored. */
async function openStored(
  token: TokenRow['token'],
  { owner, wanted, ports }: WantedToken,
): Promise<AccessToken | undefined> {
  if (token === undefined || token.id === wanted.refused) return undefined
  if (!isAhead(token.validUntil, ports)) return undefined
  const text = await ports.openToken(token.sealed, contextOf(owner))
  if (text === undefined) return undefined
  const { id, requestedAt, refreshAt } = token
  return { kind: 'token', id, text, requestedAt, refreshAt }
}

/** Whether the token is to be renewed, or is being renewed, although its time is not over. */
export function isDoubted(
  { known, row, isLeased }: Omit<Look, 'stored'>,
  { wanted, ports }: WantedToken,
): boolean {
  if (known === undefined || known.id !== wanted.doubted) return false
  const restMs = ports.now().getTime() - Date.parse(row?.changedAt ?? '')
  return isLeased || restMs >= doubtRestMs
}

export function contextOf({ marketplace, id }: TokenOwner) {
  return { marketplace, endpoint: id, purpose: 'token' } as const
}

export function isAhead(moment: string | undefined, { now }: AccessTokenPorts): boolean {
  return moment !== undefined && Date.parse(moment) > now().getTime()
}
