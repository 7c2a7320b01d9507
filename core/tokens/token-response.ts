import type { Cut } from '../deliveries/http-exchange.ts'
import type { Reply } from '../deliveries/outcome.ts'
import { withoutSecrets } from '../values/without-echoes.ts'

/**
 * The result of a token request: an access token and its lifetime (undefined when only one attempt
 * may use it), or the reason why there is none.
 */
export type TokenResponse =
  | { kind: 'token'; text: string; lifetimeSeconds: number | undefined }
  | { kind: 'failed'; reason: string }

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
 * members do not matter. A reason contains only the status and a short code or type, and no code
 * that contains one of the `secrets`.
 */
export function parseTokenResponse(reply: Reply, secrets: readonly string[]): TokenResponse {
  if (reply.kind === 'unanswered') return failed(reply.reason)

  const { status, exchange } = reply
  const { text, cut } = exchange?.response?.body ?? { text: '' }
  const answer = objectIn(text)
  const code = errorTextOf(answer?.['error'], secrets)
  if (!isSuccess(status)) return failed(reasonOf(status, code))
  if (cut !== undefined) return failed(whyCut[cut])
  if (answer === undefined) return failed('the response is not JSON')
  if (code !== undefined) return failed(`${status} ${code}`) // some servers report errors in a 200
  return tokenIn(answer, secrets)
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function reasonOf(status: number, code: string | undefined): string {
  if (status >= 300 && status < 400) return `redirect ${status}`
  return code === undefined ? `${status}` : `${status} ${code}`
}

function tokenIn(answer: Record<string, unknown>, secrets: readonly string[]): TokenResponse {
  const { access_token: text, token_type: type, expires_in: lifetime } = answer
  if (typeof text !== 'string' || text === '') return failed('no access_token in the response')
  if (text.length > maxToken) return failed('the access token is too long')
  if (!/^[\x21-\x7e]+$/.test(text)) return failed('the access token is not valid in a header')
  if (!isBearer(type)) {
    return failed(`token_type ${errorTextOf(type, [...secrets, text]) ?? 'unknown'}`)
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

/** The JSON object in the text; undefined when it is anything else. */
function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    return isObject ? { ...json } : undefined
  } catch {
    return undefined
  }
}

/** An error code or a token type, if it is short, valid (RFC 6749, 5.2) and contains no secret. */
function errorTextOf(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== 'string' || !/^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,64}$/.test(value)) {
    return undefined
  }
  return withoutSecrets(secrets, value) === value ? value : undefined
}

function failed(reason: string): TokenResponse {
  return { kind: 'failed', reason: `token: ${reason}` }
}
