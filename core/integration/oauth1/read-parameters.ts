import type { Parameter, SignedRequest } from './base-string.ts'

/** The OAuth 1.0 parameters of a request. */
export type OAuth1Parameters = {
  consumerKey: string
  nonce: string
  /** Epoch seconds. */
  timestamp: number
  signature: string
  /** What the Authorization header adds to the signed text. */
  header: readonly Parameter[]
}

type Request = Pick<SignedRequest, 'form'> & {
  /** Absolute, or a path with a query. */
  url: string
  authorization?: string | undefined
}

/** Keys and nonces are looked up in tables, whose keys have a maximum length. */
const maxLength = 255

const required = [
  'oauth_consumer_key',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
] as const

/**
 * Reads the parameters from the Authorization header, the query or the form of a request, or the
 * reason why they are invalid; RFC 5849, 3.5. The reason does not quote the request.
 */
export function readOAuth1(request: Request): OAuth1Parameters | { reason: string } {
  const header = headerParameters(request.authorization)
  if (header === undefined) return { reason: 'the Authorization header is not valid OAuth 1.0' }

  const all = [...header, ...queryOf(request.url), ...new URLSearchParams(request.form)]
  const own = all.filter(([name]) => name.startsWith('oauth_'))
  const values = new Map<string, string>(own)
  const reason = values.size < own.length ? duplicate(own) : refusal(values)
  if (reason !== undefined) return { reason }

  const value = (name: (typeof required)[number]) => values.get(name) ?? ''
  return {
    consumerKey: value('oauth_consumer_key'),
    nonce: value('oauth_nonce'),
    timestamp: Number(value('oauth_timestamp')),
    signature: value('oauth_signature'),
    header,
  }
}

/** No parameters for no header or one of another scheme, undefined for a malformed one. */
function headerParameters(authorization = ''): Parameter[] | undefined {
  const [, list] = /^oauth(?:\s+(.*))?$/is.exec(authorization.trim()) ?? []
  if (list === undefined) return /^oauth\b/i.test(authorization.trim()) ? undefined : []

  const pair = /([^\s=,"]+)\s*=\s*"([^"]*)"\s*(?:,\s*|$)/gy
  const pairs = [...list.matchAll(pair)]
  const isWhole = pairs.map(([text]) => text).join('') === list
  if (!isWhole || pairs.length === 0) return undefined
  try {
    return pairs
      .map(([, name = '', value = '']): Parameter => [decoded(name), decoded(value)])
      .filter(([name]) => name.toLowerCase() !== 'realm')
  } catch {
    return undefined
  }
}

function decoded(text: string): string {
  return decodeURIComponent(text)
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1])
}

function duplicate(own: readonly Parameter[]): string {
  const names = own.map(([name]) => name)
  const name = required.find((one) => names.indexOf(one) !== names.lastIndexOf(one))
  return `${name ?? 'an OAuth parameter'} must be given once`
}

/** Why the parameters are not those of two-legged OAuth 1.0 with HMAC-SHA1. */
function refusal(values: ReadonlyMap<string, string>): string | undefined {
  const missing = required.find((name) => (values.get(name) ?? '') === '')
  if (missing !== undefined) return `${missing} is missing`
  const long = required.find((name) => (values.get(name) ?? '').length > maxLength)
  if (long !== undefined) return `${long} must have at most ${maxLength} characters`
  if (values.get('oauth_signature_method') !== 'HMAC-SHA1') {
    return 'oauth_signature_method must be HMAC-SHA1'
  }
  if ((values.get('oauth_version') ?? '1.0') !== '1.0') return 'oauth_version must be 1.0'
  if (!/^\d{1,12}$/.test(values.get('oauth_timestamp') ?? '')) {
    return 'oauth_timestamp must be in seconds since 1970'
  }
  if ((values.get('oauth_token') ?? '') !== '') return 'oauth_token must be absent or empty'
  return undefined
}
