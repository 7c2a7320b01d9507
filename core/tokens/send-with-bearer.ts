import type { FailedTokenRequest } from '../deliveries/delivery.ts'
import type { Outcome } from '../deliveries/outcome.ts'
import { type AccessToken, doubtRestMs, tokenLimitMs, type TokenWanted } from './token-ports.ts'
import type { NoAccessToken, TokenOwner } from './token-request.ts'

export type BearerPorts = {
  accessToken: (owner: TokenOwner, wanted: TokenWanted) => Promise<AccessToken | NoAccessToken>
  now: () => Date
}

type Unsent = { outcome: Outcome; tokenRequest?: FailedTokenRequest }

/** The statuses of some receivers when they refuse a token, besides 401. */
const doubtful: readonly (number | undefined)[] = [400, 403, 407, 419]

/**
 * Sends with the webhook's access token. If the receiver refuses a token from before the attempt, it is
 * renewed and the request sent once more, as long as time is left. A 401 says that it is refused; the
 * `doubtful` statuses may mean so, for which a token is renewed once in five minutes at most. Without a
 * token nothing is sent, and the attempt fails for the token endpoint's reason.
 */
export async function sendWithBearer<Sent extends { outcome: Outcome }>(
  { owner, since }: { owner: TokenOwner; since: Date },
  send: (accessToken: string) => Promise<Sent>,
  ports: BearerPorts,
): Promise<Sent | Unsent> {
  const first = await ports.accessToken(owner, { since })
  if (first.kind === 'failed') return withoutToken(first)

  const sent = await send(first.text)
  const replaced = replacedAfter(sent.outcome, first, since)
  const isLate = ports.now().getTime() - since.getTime() >= tokenLimitMs
  if (replaced === undefined || isLate) return sent

  const second = await ports.accessToken(owner, { since, ...replaced })
  if (second.kind === 'failed')
    return 'doubted' in replaced ? sent : { ...sent, ...withoutToken(second) }
  return second.text === first.text ? sent : send(second.text)
}

function withoutToken({ kind, reason, request }: NoAccessToken): Unsent {
  return { outcome: { kind, reason }, ...(request && { tokenRequest: request }) }
}

/** The token that is to be replaced; undefined if it is not the reason for the outcome. */
function replacedAfter(outcome: Outcome, { id, requestedAt }: AccessToken, since: Date) {
  if (outcome.kind !== 'failed') return undefined
  const ageMs = since.getTime() - Date.parse(requestedAt)
  if (outcome.status === 401 && ageMs > 0) return { refused: id }
  const isDoubted = doubtful.includes(outcome.status) && ageMs >= doubtRestMs
  return isDoubted ? { doubted: id } : undefined
}
