import {
  type AccessToken,
  type AccessTokenPorts,
  type NoAccessToken,
  tokenLimitMs,
  type TokenWanted,
} from './token-ports.ts'
import { addMs } from '../values/timestamp.ts'
import { fetchToken, type TokenOwner } from './token-request.ts'
import { fingerprintOf, newRow, lifetimeOf, type TokenRow } from './cached-token.ts'

/** So long a token endpoint may take; who has less left than the other does not ask. */
const requestLimitMs = 10_000
const minRequestMs = 2_000

/** Whoever fetches has the request's time, and some to seal and save; after that another may. */
const leaseMs = 12_000

/** Those who wait look so often. */
const pollMs = 250

/** After a renewal that failed, the token that is still good serves so long before the next try. */
const renewalRestMs = 60_000

type WantedToken = { owner: TokenOwner; wanted: TokenWanted; ports: AccessTokenPorts }

/** One look at what is kept: the row as it lies there, and what of it is ours to use. */
type Look = {
  stored: TokenRow | undefined
  row: TokenRow | undefined
  known: AccessToken | undefined
  isLeased: boolean
}

/**
 * A webhook's access token: the one that is kept, or one that is fetched by one attempt while the
 * others wait for it. Who fetches holds a lease in the row; if it dies, the lease ends, and another
 * fetches. If its request fails, those who waited fail with it and do not ask again.
 */
export async function accessToken(
  owner: TokenOwner,
  wanted: TokenWanted,
  ports: AccessTokenPorts,
): Promise<AccessToken | NoAccessToken> {
  const asked = { owner, wanted, ports }
  let awaited: string | undefined
  while (msLeft(asked) >= minRequestMs) {
    const look = await lookAt(asked)
    const { known, row, stored, isLeased } = look
    if (known !== undefined && (isLeased || isAhead(known.refreshAt, ports))) return known

    if (awaited !== undefined && row?.ended?.lease === awaited) {
      const { reason } = row.ended
      return reason === undefined ? fetchForOne(asked) : { kind: 'failed', reason }
    }
    if (isLeased) {
      awaited = row?.revision
      await ports.wait(pollMs)
      continue
    }
    const lease = leaseAfter(look, asked)
    if (await ports.takeLease(owner, lease, stored)) return fetchForAll(lease, known, asked)
    if (known !== undefined) return known // somebody else renews it
  }
  return { kind: 'failed', reason: 'token: timeout: lease' }
}

async function lookAt({ owner, wanted, ports }: WantedToken): Promise<Look> {
  const stored = await ports.findTokenRow(owner)
  const row = stored?.fingerprint === fingerprintOf(owner) ? stored : undefined
  const isLeased = isAhead(row?.leaseUntil, ports)
  const token = row?.token
  if (token === undefined || token.id === wanted.refused || !isAhead(token.validUntil, ports)) {
    return { stored, row, known: undefined, isLeased }
  }
  // One that does not open is as good as none: another is fetched in its place.
  const text = await ports.openToken(token.sealed, contextOf(owner))
  const { id, requestedAt, refreshAt } = token
  const known = text === undefined ? undefined : { id, text, requestedAt, refreshAt }
  return { stored, row, known: known && { kind: 'token', ...known }, isLeased }
}

/** The row while one fetches: a token that is still good stays, a refused one goes. */
function leaseAfter({ row, known }: Look, { owner, ports }: WantedToken): TokenRow {
  return {
    ...newRow(owner, ports),
    ...(known && row?.token && { token: row.token }),
    leaseUntil: addMs(ports.now(), leaseMs),
  }
}

async function fetchForAll(
  lease: TokenRow,
  known: AccessToken | undefined,
  asked: WantedToken,
): Promise<AccessToken | NoAccessToken> {
  const { owner, ports } = asked
  const requestedAt = ports.now()
  const answer = await fetchToken(owner, requestMs(asked), ports)
  const ended = { lease: lease.revision }
  if (answer.kind === 'token') {
    const once = onceOf(answer.text, requestedAt, ports)
    const kept = await keptOf(once, answer.lifetimeSeconds, asked)
    const row = { ...newRow(owner, ports), ...(kept ? { token: kept } : { ended }) }
    await ports.endLease(owner, row, lease)
    return kept ? { ...once, refreshAt: kept.refreshAt } : once
  }

  const refreshAt = addMs(ports.now(), renewalRestMs)
  const token = lease.token && { token: { ...lease.token, refreshAt } }
  const row = { ...newRow(owner, ports), ...token, ended: { ...ended, reason: answer.reason } }
  await ports.endLease(owner, row, lease)
  return known ? { ...known, refreshAt } : answer
}

/** What an endpoint gives out for one attempt at a time, each attempt asks for. */
async function fetchForOne(asked: WantedToken): Promise<AccessToken | NoAccessToken> {
  const requestedAt = asked.ports.now()
  const answer = await fetchToken(asked.owner, requestMs(asked), asked.ports)
  return answer.kind === 'failed' ? answer : onceOf(answer.text, requestedAt, asked.ports)
}

function onceOf(text: string, requestedAt: Date, { newUuid }: AccessTokenPorts): AccessToken {
  return { kind: 'token', id: newUuid(), text, requestedAt: requestedAt.toISOString() }
}

async function keptOf(
  { id, text, requestedAt }: AccessToken,
  lifetimeSeconds: number | undefined,
  { owner, ports }: WantedToken,
) {
  if (lifetimeSeconds === undefined) return undefined
  const sealed = await ports.sealToken(text, contextOf(owner))
  if (sealed === undefined) return undefined
  return { id, sealed, requestedAt, ...lifetimeOf(requestedAt, lifetimeSeconds) }
}

function contextOf({ marketplace, id }: TokenOwner) {
  return { marketplace, webhook: id, purpose: 'token' } as const
}

function isAhead(moment: string | undefined, { now }: AccessTokenPorts): boolean {
  return moment !== undefined && Date.parse(moment) > now().getTime()
}

function msLeft({ wanted, ports }: WantedToken): number {
  return wanted.since.getTime() + tokenLimitMs - ports.now().getTime()
}

function requestMs(asked: WantedToken): number {
  return Math.min(requestLimitMs, msLeft(asked))
}
