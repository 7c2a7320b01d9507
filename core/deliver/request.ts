import type { BasicSecrets, TokenSecrets } from '../webhooks/authentication.ts'
import type { TlsMaterial } from '../webhooks/certificates.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { eventType } from '../events/catalogue.ts'
import type { Event } from '../events/event.ts'
import { signatureHeaders } from '../webhooks/signature.ts'
import { tokenHeader } from '../webhooks/token-header.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import type { JsonText } from '../values/json-text.ts'
import { version } from '../values/version.ts'

/** An HTTP POST of JSON. */
export type Request = {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** For how long the response's body is read after its headers, which decide. */
  bodyMs: number
  /** What the connection needs besides the defaults. */
  tls?: TlsMaterial | undefined
}

/** A body that drips does not hold up its webhook's other deliveries. */
const bodyMs = 2_000

/** A delivery with its event, and the body that is sent. */
type Notified = {
  delivery: Pick<Delivery, 'id' | 'endpoint' | 'attempts' | 'sequence' | 'isTest'>
  event: Event
  body: JsonText
}

/** What authenticates and signs a request: its time, and the endpoint's secrets in the clear. */
export type Proof = {
  at: Date
  /** The endpoint's credentials; with OAuth2 the access token. */
  credentials: string | undefined
  /** The headers that the endpoint's owner added. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Secrets and private keys, the newest of each first. */
  signingSecrets: readonly string[]
}

/** The User-Agent of every request. */
export const userAgent = `Postrider/${version}`

/** The request that delivers an event to an endpoint's receiver. */
export function requestFor(
  { delivery, event, body }: Notified,
  { url, authentication, tls }: Pick<Endpoint, 'url' | 'authentication'> & Pick<Request, 'tls'>,
  { at, credentials, headers, signingSecrets }: Proof,
): Request {
  const { traceparent, resource, resourceAction } = event
  const isTest = delivery.isTest === true || event.test === true
  return {
    url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(!hasName('accept', headers) && { accept: '*/*' }),
      'user-agent': userAgent,
      'postrider-webhook': delivery.endpoint,
      'postrider-event': eventType(resource.type, resourceAction),
      'postrider-attempt': String(delivery.attempts.length + 1),
      ...(delivery.sequence !== undefined && {
        'postrider-sequence': String(delivery.sequence),
      }),
      ...(isTest && { 'postrider-test': 'true' }),
      ...(traceparent !== undefined && { traceparent }),
      ...headers,
      ...authenticationHeaders(authentication, credentials),
      ...signatureHeaders({ id: delivery.id, body }, at, signingSecrets),
    },
    body,
    bodyMs,
    ...(tls !== undefined && { tls }),
  }
}

function hasName(name: string, headers: Proof['headers']): boolean {
  if (headers === undefined) return false
  return Object.keys(headers).some((one) => one.toLowerCase() === name)
}

/** The token that a request carries, whichever header it is in. */
export function tokenIn(
  { type }: Endpoint['authentication'],
  credentials: string | undefined,
): string | undefined {
  if (type === 'BASIC') return undefined
  return type === 'TOKEN' ? (JSON.parse(credentials ?? '') as TokenSecrets).token : credentials
}

function authenticationHeaders(
  authentication: Endpoint['authentication'],
  credentials: string | undefined,
): Record<string, string> {
  const token = tokenIn(authentication, credentials) ?? ''
  switch (authentication.type) {
    case 'NONE':
      return {}
    case 'TOKEN':
      return tokenHeader(authentication, token)
    case 'BASIC':
      return basicHeader(authentication.username, credentials)
    case 'OAUTH2_CLIENT_CREDENTIALS':
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD':
      return bearerHeader(token)
  }
}

/** RFC 7617, in UTF-8. */
function basicHeader(username: string, credentials: string | undefined): Record<string, string> {
  const { password } = JSON.parse(credentials ?? '') as BasicSecrets
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}

/** RFC 6750, 2.1. */
function bearerHeader(accessToken: string): Record<string, string> {
  if (accessToken === '') throw new Error('Cannot make the request: there is no access token')
  return { authorization: `Bearer ${accessToken}` }
}
