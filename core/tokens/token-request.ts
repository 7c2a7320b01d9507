import type { Log, Secrets } from '../ports.ts'
import type { OAuth2, OAuth2Secrets } from '../webhooks/authentication.ts'
import type { Reply } from '../deliveries/outcome.ts'
import { parseTokenResponse, type TokenResponse } from './token-response.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/** An endpoint whose requests carry access tokens. */
export type TokenOwner = EndpointKey & { authentication: OAuth2 }

/** A request for an access token, with its secrets in the clear: RFC 6749, 4.3.2 and 4.4.2. */
export type TokenRequest = {
  accessTokenUri: string
  grantType: 'client_credentials' | 'password'
  clientId: string
  clientSecret: string
  clientAuthentication: 'BASIC' | 'BODY'
  /** The parameters of the body, without the grant type and the client's credentials. */
  parameters: Readonly<Record<string, string>>
}

export type TokenRequestPorts = {
  openSecrets: Secrets['open']
  /** Makes the request within this time in total. */
  requestToken: (request: TokenRequest, limitMs: number) => Promise<Reply>
  now: () => Date
  log: Log
}

/** Requests a token from the token endpoint. Only the token or the reason is returned. */
export async function fetchToken(
  owner: TokenOwner,
  limitMs: number,
  ports: TokenRequestPorts,
): Promise<TokenResponse> {
  const { marketplace, id, authentication } = owner
  const startedAt = ports.now().getTime()
  const context = { marketplace, endpoint: id, purpose: 'authentication' } as const
  const opened = await ports.openSecrets(authentication.sealed, context)
  const { clientSecret, password } = JSON.parse(opened) as OAuth2Secrets

  const request = requestOf(authentication, clientSecret, password)
  const reply = await ports.requestToken(request, limitMs)
  const answer = parseTokenResponse(reply, [clientSecret, password ?? ''])
  ports.log({
    message: 'token requested',
    marketplace,
    webhook: id,
    durationMs: Math.max(0, ports.now().getTime() - startedAt),
    ...(answer.kind === 'failed'
      ? { outcome: 'failed', reason: answer.reason }
      : { outcome: 'token', lifetimeSeconds: answer.lifetimeSeconds }),
  })
  return answer
}

function requestOf(
  authentication: OAuth2,
  clientSecret: string,
  password: string | undefined,
): TokenRequest {
  const { accessTokenUri, clientId, clientAuthentication, scope, extraParameters } = authentication
  const isPassword = authentication.type === 'OAUTH2_RESOURCE_OWNER_PASSWORD'
  return {
    accessTokenUri,
    grantType: isPassword ? 'password' : 'client_credentials',
    clientId,
    clientSecret,
    clientAuthentication,
    parameters: {
      ...extraParameters,
      ...(isPassword && { username: authentication.username, password: password ?? '' }),
      ...(scope !== undefined && { scope }),
    },
  }
}
