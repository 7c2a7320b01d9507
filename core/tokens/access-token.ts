import {
  type AccessToken,
  type AccessTokenNeeds,
  type NoAccessToken,
  tokenLimitMs,
  type TokenWanted,
} from './ports.ts'
import { momentAfter } from '../values/timestamp.ts'
import { fetchToken, type TokenOwner } from './token-request.ts'
import { fingerprintOf, newRow, spanOf, type TokenRow } from './cached-token.ts'

/** So long a token endpoint may take; who has less left than the other does not ask. */
const requestLimitMs = 10_000
const shortestRequestMs = 2_000

/** Whoever fetches has the request's time, and some to seal and save; after that another may. */
const leaseMs = 12_000

/** Those who wait look so often. */
const pollMs = 250

/** After a renewal that failed, the token that is still good serves so long before the next try. */
const renewalRestMs = 60_000

type Asked = { owner: TokenOwner; wanted: TokenWanted; needs: AccessTokenNeeds }

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
  needs: AccessTokenNeeds,
): Promise<AccessToken | NoAccessToken> {
  const asked = { owner, wanted, needs }
  let awaited: string | undefined
  while (msLeft(asked) >= shortestRequestMs) {
    const look = await lookAt(asked)
    const { known, row, stored, isLeased } = look
    if (known !== undefined && (isLeased || isAhead(known.refreshAt, needs))) return known

    if (awaited !== undefined && row?.ended?.lease === awaited) {
      const { because } = row.ended
      return because === undefined ? fetchForOne(asked) : { kind: 'failed', because }
    }
    if (isLeased) {
      awaited = row?.revision
      await needs.wait(pollMs)
      continue
    }
    const lease = leaseAfter(look, asked)
    if (await needs.takeLease(owner, lease, stored)) return fetchForAll(lease, known, asked)
    if (known !== undefined) return known // somebody else renews it
  }
  return { kind: 'failed', because: 'token: timeout: lease' }
}

async function lookAt({ owner, wanted, needs }: Asked): Promise<Look> {
  const stored = await needs.findTokenRow(owner)
  const row = stored?.fingerprint === fingerprintOf(owner) ? stored : undefined
  const isLeased = isAhead(row?.leaseUntil, needs)
  const token = row?.token
  if (token === undefined || token.id === wanted.refused || !isAhead(token.validUntil, needs)) {
    return { stored, row, known: undefined, isLeased }
  }
  // One that does not open is as good as none: another is fetched in its place.
  const text = await needs.openToken(token.sealed, contextOf(owner))
  const { id, requestedAt, refreshAt } = token
  const known = text === undefined ? undefined : { id, text, requestedAt, refreshAt }
  return { stored, row, known: known && { kind: 'token', ...known }, isLeased }
}

/** The row while one fetches: a token that is still good stays, a refused one goes. */
function leaseAfter({ row, known }: Look, { owner, needs }: Asked): TokenRow {
  return {
    ...newRow(owner, needs),
    ...(known && row?.token && { token: row.token }),
    leaseUntil: momentAfter(needs.now(), leaseMs),
  }
}

async function fetchForAll(
  lease: TokenRow,
  known: AccessToken | undefined,
  asked: Asked,
): Promise<AccessToken | NoAccessToken> {
  const { owner, needs } = asked
  const requestedAt = needs.now()
  const answer = await fetchToken(owner, requestMs(asked), needs)
  const ended = { lease: lease.revision }
  if (answer.kind === 'token') {
    const once = onceOf(answer.text, requestedAt, needs)
    const kept = await keptOf(once, answer.lifetimeSeconds, asked)
    const row = { ...newRow(owner, needs), ...(kept ? { token: kept } : { ended }) }
    await needs.endLease(owner, row, lease)
    return kept ? { ...once, refreshAt: kept.refreshAt } : once
  }

  const refreshAt = momentAfter(needs.now(), renewalRestMs)
  const token = lease.token && { token: { ...lease.token, refreshAt } }
  const row = { ...newRow(owner, needs), ...token, ended: { ...ended, because: answer.because } }
  await needs.endLease(owner, row, lease)
  return known ? { ...known, refreshAt } : answer
}

/** What an endpoint gives out for one attempt at a time, each attempt asks for. */
async function fetchForOne(asked: Asked): Promise<AccessToken | NoAccessToken> {
  const requestedAt = asked.needs.now()
  const answer = await fetchToken(asked.owner, requestMs(asked), asked.needs)
  return answer.kind === 'failed' ? answer : onceOf(answer.text, requestedAt, asked.needs)
}

function onceOf(text: string, requestedAt: Date, { newUuid }: AccessTokenNeeds): AccessToken {
  return { kind: 'token', id: newUuid(), text, requestedAt: requestedAt.toISOString() }
}

async function keptOf(
  { id, text, requestedAt }: AccessToken,
  lifetimeSeconds: number | undefined,
  { owner, needs }: Asked,
) {
  if (lifetimeSeconds === undefined) return undefined
  const sealed = await needs.sealToken(text, contextOf(owner))
  if (sealed === undefined) return undefined
  return { id, sealed, requestedAt, ...spanOf(requestedAt, lifetimeSeconds) }
}

function contextOf({ marketplace, id }: TokenOwner) {
  return { marketplace, webhook: id, purpose: 'token' } as const
}

function isAhead(moment: string | undefined, { now }: AccessTokenNeeds): boolean {
  return moment !== undefined && Date.parse(moment) > now().getTime()
}

function msLeft({ wanted, needs }: Asked): number {
  return wanted.since.getTime() + tokenLimitMs - needs.now().getTime()
}

function requestMs(asked: Asked): number {
  return Math.min(requestLimitMs, msLeft(asked))
}
