import type { Cut } from '../deliveries/http-exchange.ts'
import type { Reply } from '../deliveries/outcome.ts'

/**
 * What a token endpoint gave: an access token and how long it is good for (undefined when it is
 * good for one attempt at most), or the cause why there is none.
 */
export type TokenResponse =
  | { kind: 'token'; text: string; lifetimeSeconds: number | undefined }
  | { kind: 'failed'; reason: string }

/** A token whose endpoint does not say how long it lasts is kept for five minutes. */
const defaultLifetimeSeconds = 300

/** No token is kept longer than for a day, whatever its endpoint says. */
const maxLifetimeSeconds = 86_400

/** More would not fit into what servers take of headers. */
const maxToken = 16_384

/** Shorter secrets occur in words by chance. */
const minSecret = 4

const whyCut: Record<Cut, string> = {
  size: 'the response is too large',
  time: 'timeout: body',
  connection: 'the connection closed before the end of the response',
  encoding: 'the response cannot be decompressed',
}

/**
 * Reads a token endpoint's answer (RFC 6749, 5), kindly: the content type does not matter, nor does
 * what stands beside the token. A cause says of the answer no more than its status and a short code
 * or type, and not even that if one of the `secrets` is in it.
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
  if (type === undefined) return failed('no token_type in the response')
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    return failed(`token_type ${errorTextOf(type, [...secrets, text]) ?? 'unknown'}`)
  }
  return { kind: 'token', text, lifetimeSeconds: secondsOf(lifetime) }
}

/** A number, or a text that is one. What is not above zero keeps no token. */
function secondsOf(lifetime: unknown): number | undefined {
  if (lifetime === undefined || lifetime === null) return defaultLifetimeSeconds
  const isNumeric = typeof lifetime === 'string' && /^\d{1,15}(\.\d+)?$/.test(lifetime.trim())
  const seconds = isNumeric ? Number(lifetime) : lifetime
  if (typeof seconds !== 'number' || !(seconds > 0)) return undefined
  return Math.min(seconds, maxLifetimeSeconds)
}

/** An object of JSON, and nothing else. */
function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    return isObject ? { ...json } : undefined
  } catch {
    return undefined
  }
}

/**
 * An error's code or a token's type: RFC 6749, 5.2, and short; nothing that an endpoint makes up of
 * a secret.
 */
function errorTextOf(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== 'string' || !/^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,64}$/.test(value)) {
    return undefined
  }
  const tells = secrets.some((secret) => secret.length >= minSecret && value.includes(secret))
  return tells ? undefined : value
}

function failed(reason: string): TokenResponse {
  return { kind: 'failed', reason: `token: ${reason}` }
}
