import type { Cut } from '../deliveries/http-exchange.ts'
import type { Reply } from '../deliveries/outcome.ts'
import { isObject } from '../values/is-object.ts'
import {
  type EndpointError,
  endpointError,
  parseEndpointAnswer,
  validCode,
} from './endpoint-answer.ts'

/**
 * The result of a token request: an access token and its lifetime (undefined when only one attempt
 * may use it), or the reason why there is none.
 */
export type TokenResponse =
  | { kind: 'token'; text: string; lifetimeSeconds: number | undefined }
  | ({ kind: 'failed'; reason: string; status?: number } & EndpointError)

/** The lifetime of a token whose endpoint does not state one. */
const defaultLifetimeSeconds = 300

/** No token is used for longer than a day. */
const maxLifetimeSeconds = 86_400

/** Servers reject longer headers. */
const maxToken = 16_384

const whyCut: Record<Cut, string> = {
  size: 'the response is too large',
  time: 'timeout: body',
  connection: 'the connection closed before the end of the response',
  encoding: 'the response cannot be decompressed',
}

/**
 * Parses the response of a token endpoint (RFC 6749, 5) leniently: the content type and additional
 * members do not matter, and errors have many shapes. A reason contains only the status and a short code
 * or text, and nothing that contains one of the `secrets`.
 */
export function parseTokenResponse(reply: Reply, secrets: readonly string[]): TokenResponse {
  if (reply.kind === 'unanswered') return failed(reply.reason)

  const { status, exchange } = reply
  const { headers = {}, body } = exchange?.response ?? {}
  const { text, cut } = body ?? { text: '' }
  const answer = parseEndpointAnswer(text, headers['content-type'])
  if (isSuccess(status)) {
    if (cut !== undefined) return { ...failed(whyCut[cut]), status }
    if (!isObject(answer)) return { ...failed('the response is not JSON'), status }
    if (isToken(answer)) return tokenIn(answer, secrets)
  }
  return failureIn(answer, status, secrets)
}

function failureIn(answer: unknown, status: number, secrets: readonly string[]): TokenResponse {
  const about = { status, ...endpointError(answer, [...secrets, ...tokensIn(answer)]) }
  const isErrorless = isSuccess(status) && about.error === undefined
  return { ...failed(isErrorless ? 'no access_token in the response' : reasonOf(about)), ...about }
}

/** Some servers report errors in a 200. */
function isToken(answer: Readonly<Record<string, unknown>>): boolean {
  return 'access_token' in answer && validCode(answer['error'], []) === undefined
}

function tokensIn(answer: unknown): string[] {
  const token = isObject(answer) ? answer['access_token'] : undefined
  return typeof token === 'string' ? [token] : []
}

/** Whether the token endpoint refused the client, or how it authenticated. */
export function isClientRefused(reason: string): boolean {
  return /^token: (401\b|\d{3} (invalid|unauthorized)_client)/.test(reason)
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function reasonOf({ status, error }: { status: number; error?: string }): string {
  if (status >= 300 && status < 400) return `redirect ${status}`
  return error === undefined ? `${status}` : `${status} ${error}`
}

function tokenIn(
  answer: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): TokenResponse {
  const { access_token: text, token_type: type, expires_in: lifetime } = answer
  if (typeof text !== 'string' || text === '') return failed('no access_token in the response')
  if (text.length > maxToken) return failed('the access token is too long')
  if (!/^[\x21-\x7e]+$/.test(text)) return failed('the access token is not valid in a header')
  if (!isBearer(type)) {
    return failed(`token_type ${validCode(type, [...secrets, text]) ?? 'unknown'}`)
  }
  return { kind: 'token', text, lifetimeSeconds: secondsOf(lifetime) }
}

/**
 * Whether the token is sent as Bearer. RFC 6749 requires a type, and some servers leave it out or empty,
 * or call it `BearerToken`.
 */
function isBearer(type: unknown): boolean {
  if (type === undefined || type === null) return true
  return typeof type === 'string' && /^\s*(bearer(\s?token)?)?\s*$/i.test(type)
}

/**
 * Accepts a number, or a text that is one. A token whose lifetime is not above zero is not stored.
 */
function secondsOf(lifetime: unknown): number | undefined {
  if (lifetime === undefined || lifetime === null) return defaultLifetimeSeconds
  const isNumeric = typeof lifetime === 'string' && /^\d{1,15}(\.\d+)?$/.test(lifetime.trim())
  const seconds = isNumeric ? Number(lifetime) : lifetime
  if (typeof seconds !== 'number' || !(seconds > 0)) return undefined
  return Math.min(seconds, maxLifetimeSeconds)
}

function failed(reason: string) {
  return { kind: 'failed' as const, reason: `token: ${reason}` }
}
