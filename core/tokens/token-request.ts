import type { Log, Secrets } from '../ports.ts'
import type { OAuth2, OAuth2Secrets } from '../webhooks/authentication.ts'
import type { ClientAuthentication } from '../webhooks/oauth2-input.ts'
import type { Reply } from '../deliveries/outcome.ts'
import { parseTokenResponse, type TokenResponse } from './token-response.ts'
import type { FailedTokenRequest } from '../deliveries/delivery.ts'
import { maskedUrl } from '../webhooks/url-credentials.ts'
import { openTokenTls, type TlsMaterial, type TlsSettings } from '../webhooks/certificates.ts'
import { openClientKey } from '../webhooks/key-pair.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import { clientAssertion } from './assertion.ts'

/** Why there is no access token. */
export type NoAccessToken = { kind: 'failed'; reason: string; request?: FailedTokenRequest }

/** An endpoint whose requests carry access tokens. */
export type TokenOwner = EndpointKey & TlsSettings & { authentication: OAuth2 }

/** A request for an access token, with its secrets in the clear: RFC 6749, 4.3.2 and 4.4.2. */
export type TokenRequest = {
  accessTokenUri: string
  grantType: string
  format: 'FORM' | 'JSON'
  clientId: string
  /** A public client has none. */
  clientSecret: string | undefined
  clientAuthentication: ClientAuthentication
  /** The JWT of `PRIVATE_KEY_JWT`. */
  assertion?: string | undefined
  /** What the connection needs besides the defaults. */
  tls?: TlsMaterial | undefined
  /** The parameters of the body, without the grant type and the client's credentials. */
  parameters: Readonly<Record<string, string>>
}

export type TokenRequestPorts = {
  openSecrets: Secrets['open']
  /** Makes the request within this time in total. */
  requestToken: (request: TokenRequest, limitMs: number) => Promise<Reply>
  newUuid: () => string
  now: () => Date
  log: Log
}

/** Requests a token from the token endpoint. Only the token or the reason is returned. */
export async function fetchToken(
  owner: TokenOwner,
  limitMs: number,
  ports: TokenRequestPorts,
): Promise<Extract<TokenResponse, { kind: 'token' }> | NoAccessToken> {
  const { marketplace, id, authentication } = owner
  const startedAt = ports.now().getTime()
  const [secrets, key, tls] = await Promise.all([
    openOAuth2Secrets(owner, ports),
    openClientKey(owner, ports.openSecrets),
    openTokenTls(owner, ports.openSecrets),
  ])
  const assertion =
    key && clientAssertion({ ...authentication, key }, { now: ports.now(), jti: ports.newUuid() })
  const request = requestOf(authentication, secrets, assertion)
  const reply = await ports.requestToken({ ...request, tls }, limitMs)
  const answer = parseTokenResponse(reply, secretTexts(secrets, assertion))
  const durationMs = Math.max(0, ports.now().getTime() - startedAt)
  ports.log({
    message: 'token requested',
    marketplace,
    webhook: id,
    durationMs,
    ...(answer.kind === 'failed'
      ? { outcome: 'failed', reason: answer.reason }
      : { outcome: 'token', lifetimeSeconds: answer.lifetimeSeconds }),
  })
  if (answer.kind === 'token') return answer
  const { kind, reason, ...about } = answer
  return { kind, reason, request: { url: maskedUrl(request.accessTokenUri), durationMs, ...about } }
}

/** The client's secret, and the password of its user. */
export async function openOAuth2Secrets(
  { marketplace, id, authentication }: TokenOwner,
  { openSecrets }: Pick<TokenRequestPorts, 'openSecrets'>,
): Promise<OAuth2Secrets> {
  const context = { marketplace, endpoint: id, purpose: 'authentication' } as const
  return JSON.parse(await openSecrets(authentication.sealed, context)) as OAuth2Secrets
}

function secretTexts(
  { clientSecret = '', password = '', parameters = {} }: OAuth2Secrets,
  assertion = '',
): string[] {
  return [clientSecret, password, assertion, ...Object.values(parameters)]
}

function requestOf(
  authentication: OAuth2,
  secrets: OAuth2Secrets,
  assertion: string | undefined,
): TokenRequest {
  const { accessTokenUri, clientId, clientAuthentication, scope, extraParameters } = authentication
  const { grantType, tokenRequestFormat: format = 'FORM' } = authentication
  const { clientSecret, password = '', parameters } = secrets
  const isPassword = authentication.type === 'OAUTH2_RESOURCE_OWNER_PASSWORD'
  return {
    accessTokenUri,
    grantType: grantType ?? (isPassword ? 'password' : 'client_credentials'),
    format,
    clientId,
    clientSecret,
    clientAuthentication,
    assertion,
    parameters: {
      ...extraParameters,
      ...parameters,
      ...(isPassword && { username: authentication.username, password }),
      ...(scope !== undefined && { scope }),
    },
  }
}
