import {
  type AccessToken,
  type AccessTokenPorts,
  minRequestMs,
  requestLimitMs,
  tokenLimitMs,
  type TokenWanted,
} from './token-ports.ts'
import { leaseUntil } from '../values/lease.ts'
import { type Conflict, optimisticUpdate } from '../values/optimistic-update.ts'
import { addMs } from '../values/timestamp.ts'
import { type NoAccessToken, fetchToken, type TokenOwner } from './token-request.ts'
import { contextOf, isAhead, isDoubted, type Look, lookAt, type WantedToken } from './look.ts'
import { LocalFault } from '../deliveries/local-fault.ts'
import { newRow, lifetimeOf, type TokenRow } from './cached-token.ts'

/** The time limit of the request, and some time to seal and save the token. */
const leaseMs = 12_000

/** How often an attempt that waits looks again. */
const pollMs = 250

/** As many reads as fit into an attempt's time, and as many conflicts. */
const maxLooks = (2 * tokenLimitMs) / pollMs

/** After a failed renewal, the current token is used for this long before the next try. */
const renewalRestMs = 60_000

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

/** What another attempt fetched: a valid token, or the failure that this attempt waited for. */
function sharedWith(
  { known, row, isLeased }: Look,
  awaited: string | undefined,
  asked: WantedToken,
) {
  if (known !== undefined && mayUse({ known, row, isLeased }, asked)) return known
  const ended = row?.ended
  if (awaited === undefined || ended?.lease !== awaited) return undefined
  const { reason, request } = ended
  if (reason === undefined) return fetchForOne(asked)
  return { kind: 'failed', reason, ...(request && { request }) } as const
}

function mayUse(look: Omit<Look, 'stored'>, asked: WantedToken): boolean {
  if (isDoubted(look, asked)) return false
  return look.isLeased || isAhead(look.known?.refreshAt, asked.ports)
}

/** If another attempt takes the lease first, a token that is still valid is used. */
async function fetchUnderLease(
  look: Look,
  asked: WantedToken,
): Promise<AccessToken | NoAccessToken | Conflict> {
  const { owner, ports } = asked
  const lease = leaseAfter(look, asked)
  if (await ports.takeLease(owner, lease, look.stored)) return fetchForAll(lease, look.known, asked)
  return look.known === undefined || isDoubted(look, asked) ? 'conflict' : look.known
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

  const isRenewal = !isAhead(known?.refreshAt, ports)
  const refreshAt = (isRenewal ? undefined : known?.refreshAt) ?? addMs(ports.now(), renewalRestMs)
  const token = lease.token && { token: { ...lease.token, refreshAt } }
  const row = { ...newRow(owner, ports), ...token, ended: { ...ended, ...failureOf(answer) } }
  await ports.endLease(owner, row, lease)
  return known ? { ...known, refreshAt } : answer
}

function failureOf({ reason, request }: NoAccessToken) {
  return { reason, ...(request && { request }) }
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

function msLeft({ wanted, ports }: WantedToken): number {
  return wanted.since.getTime() + tokenLimitMs - ports.now().getTime()
}

function requestMs(asked: WantedToken): number {
  return Math.min(requestLimitMs, msLeft(asked))
}
