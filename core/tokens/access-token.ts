import {
  type AccessToken,
  type AccessTokenPorts,
  type NoAccessToken,
  tokenLimitMs,
  type TokenWanted,
} from './token-ports.ts'
import { isLeased, leaseUntil } from '../values/lease.ts'
import { type Conflict, optimisticUpdate } from '../values/optimistic-update.ts'
import { addMs } from '../values/timestamp.ts'
import { fetchToken, type TokenOwner } from './token-request.ts'
import { LocalFault } from '../deliveries/local-fault.ts'
import { fingerprintOf, newRow, lifetimeOf, type TokenRow } from './cached-token.ts'

/** The time limit of a token request. With less than the minimum left, none is made. */
const requestLimitMs = 10_000
const minRequestMs = 2_000

/** The time limit of the request, and some time to seal and save the token. */
const leaseMs = 12_000

/** How often an attempt that waits looks again. */
const pollMs = 250

/** As many reads as fit into an attempt's time, and as many conflicts. */
const maxLooks = (2 * tokenLimitMs) / pollMs

/** After a failed renewal, the current token is used for this long before the next try. */
const renewalRestMs = 60_000

type WantedToken = { owner: TokenOwner; wanted: TokenWanted; ports: AccessTokenPorts }

/**
 * What one read found: the stored row, the row if it belongs to this authentication, and its token.
 */
type Look = {
  stored: TokenRow | undefined
  row: TokenRow | undefined
  known: AccessToken | undefined
  isLeased: boolean
}

/**
 * A webhook's access token: the cached one, or one that a single attempt fetches while the others
 * wait for it. The attempt that fetches holds a lease in the row; if it dies, the lease ends and
 * another attempt fetches. If its request fails, the attempts that waited fail with the same reason
 * and send no request of their own.
 */
export async function accessToken(
  owner: TokenOwner,
  wanted: TokenWanted,
  ports: AccessTokenPorts,
): Promise<AccessToken | NoAccessToken> {
  const asked = { owner, wanted, ports }
  let awaited: string | undefined
  const read = () => lookAt(asked)
  const got = await optimisticUpdate({ read, maxTries: maxLooks }, async (look) => {
    if (msLeft(asked) < minRequestMs) return timedOut
    const shared = sharedWith(look, awaited, asked)
    if (shared !== undefined) return shared
    if (!look.isLeased) return fetchUnderLease(look, asked)
    awaited = look.row?.revision
    await ports.wait(pollMs)
    return 'conflict'
  })
  return got === 'conflict' ? timedOut : got
}

const timedOut: NoAccessToken = { kind: 'failed', reason: 'token: timeout: lease' }

async function lookAt(asked: WantedToken): Promise<Look> {
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

/** What another attempt fetched: a valid token, or the failure that this attempt waited for. */
function sharedWith(
  { known, row, isLeased }: Look,
  awaited: string | undefined,
  asked: WantedToken,
) {
  if (known !== undefined && (isLeased || isAhead(known.refreshAt, asked.ports))) return known
  const ended = row?.ended
  if (awaited === undefined || ended?.lease !== awaited) return undefined
  const { reason } = ended
  return reason === undefined ? fetchForOne(asked) : ({ kind: 'failed', reason } as const)
}

/** If another attempt takes the lease first, a token that is still valid is used. */
async function fetchUnderLease(
  look: Look,
  asked: WantedToken,
): Promise<AccessToken | NoAccessToken | Conflict> {
  const { owner, ports } = asked
  const lease = leaseAfter(look, asked)
  if (await ports.takeLease(owner, lease, look.stored)) return fetchForAll(lease, look.known, asked)
  return look.known ?? 'conflict'
}

/**
 * The row while one attempt fetches: a token that is still valid stays, a refused one is dropped.
 */
function leaseAfter({ row, known }: Look, { owner, ports }: WantedToken): TokenRow {
  return {
    ...newRow(owner, ports),
    ...(known && row?.token && { token: row.token }),
    leasedUntil: leaseUntil(ports.now(), leaseMs),
  }
}

async function fetchForAll(
  lease: TokenRow,
  known: AccessToken | undefined,
  asked: WantedToken,
): Promise<AccessToken | NoAccessToken> {
  const { owner, ports } = asked
  const requestedAt = ports.now()
  const answer = await fetchToken(owner, requestMs(asked), ports).catch(async (error: unknown) => {
    if (error instanceof LocalFault) await freeLease(lease, asked)
    throw error
  })
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

/** Nothing was requested: the next attempt may fetch. */
async function freeLease(lease: TokenRow, { owner, ports }: WantedToken): Promise<void> {
  const { leasedUntil, ...row } = lease
  await ports.endLease(owner, { ...row, revision: ports.newUuid() }, lease)
}

/** The endpoint's tokens last for one attempt: each attempt fetches its own. */
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
  return { marketplace, endpoint: id, purpose: 'token' } as const
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
