import type { Outcome } from '../deliveries/outcome.ts'
import {
  type AccessToken,
  type NoAccessToken,
  tokenLimitMs,
  type TokenWanted,
} from './token-ports.ts'
import type { TokenOwner } from './token-request.ts'

export type BearerPorts = {
  accessToken: (owner: TokenOwner, wanted: TokenWanted) => Promise<AccessToken | NoAccessToken>
  now: () => Date
}

/**
 * Sends with the webhook's access token. If the receiver responds 401 to a token from before the
 * attempt, the token is renewed and the request sent once more, as long as time is left. Without a
 * token nothing is sent, and the attempt fails for the token endpoint's reason.
 */
export async function sendWithBearer<Sent extends { outcome: Outcome }>(
  { owner, since }: { owner: TokenOwner; since: Date },
  send: (accessToken: string) => Promise<Sent>,
  ports: BearerPorts,
): Promise<Sent | { outcome: Outcome }> {
  const first = await ports.accessToken(owner, { since })
  if (first.kind === 'failed') return { outcome: first }

  const sent = await send(first.text)
  const isOld = Date.parse(first.requestedAt) < since.getTime()
  const isLate = ports.now().getTime() - since.getTime() >= tokenLimitMs
  if (!isRefused(sent.outcome) || !isOld || isLate) return sent

  const second = await ports.accessToken(owner, { since, refused: first.id })
  return second.kind === 'failed' ? { ...sent, outcome: second } : send(second.text)
}

function isRefused(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && outcome.status === 401
}
