import { type OAuth2Secrets } from '../webhooks/authentication.ts'
import { ClientAuthentication } from '../webhooks/oauth2-input.ts'
import { formEncoded } from '../values/form-encoded.ts'
import { fetchToken, openOAuth2Secrets, type TokenOwner } from './token-request.ts'
import type { TokenRequestPorts } from './token-request.ts'
import { minRequestMs, requestLimitMs, tokenLimitMs } from './token-ports.ts'

/**
 * Which other client authentication gets a token; undefined if none does. Each is tried once. The tries
 * end with the time that an attempt since then has for its token.
 */
export async function suggestClientAuthentication(
  { owner, since }: { owner: TokenOwner; since: Date },
  ports: TokenRequestPorts,
): Promise<ClientAuthentication | undefined> {
  const until = since.getTime() + tokenLimitMs
  const secrets = await openOAuth2Secrets(owner, ports)
  for (const clientAuthentication of otherWays(owner, secrets)) {
    const leftMs = until - ports.now().getTime()
    if (leftMs < minRequestMs) return undefined
    const authentication = { ...owner.authentication, clientAuthentication }
    const limitMs = Math.min(requestLimitMs, leftMs)
    const answer = await fetchToken({ ...owner, authentication }, limitMs, ports)
    if (answer.kind === 'token') return clientAuthentication
  }
  return undefined
}

/** Without those that make the same request, and those that need what the client lacks. */
function otherWays(
  { authentication }: TokenOwner,
  { clientSecret }: OAuth2Secrets,
): ClientAuthentication[] {
  const { clientId, clientAuthentication: current } = authentication
  if (clientSecret === undefined) return []
  const isSameEncoded = [clientId, clientSecret].every((text) => formEncoded(text) === text)
  const isBasic = current === 'BASIC' || current === 'BASIC_NOT_ENCODED'
  return ClientAuthentication.options.filter((way) => {
    if (way === current || way === 'PRIVATE_KEY_JWT') return false
    const isOtherBasic = way === 'BASIC_NOT_ENCODED' || (way === 'BASIC' && isBasic)
    return !(isSameEncoded && isOtherBasic)
  })
}
