import { maskedUrl, secretsInUrl } from '../webhooks/url-credentials.ts'
import type { HttpExchange, RawExchange } from './http-exchange.ts'

type ResponseBody = NonNullable<HttpExchange['response']>['body']

/** How much of a response body is stored, in UTF-8. */
const bodyLimitBytes = 4096

/** How much of a header's value is stored, and of all headers of a response together. */
const valueLimit = 1024
const headersLimit = 4096

/** Replaces a secret. */
const redacted = '[redacted]'

/** The request headers that are never secret; any other one may be a credential. */
const openHeaders = new Set([
  'accept',
  'accept-encoding',
  'content-type',
  'traceparent',
  'user-agent',
  'webhook-id',
  'webhook-timestamp',
])

/**
 * Response headers that are redacted: cookies, and names of credentials. Challenges are not
 * redacted: they explain a 401.
 */
const secretName = /cookie|auth|token|secret|passw|credential|session|signature|api-?key/
const challenges = new Set(['www-authenticate', 'proxy-authenticate'])

/** These may repeat the URL of the request. */
const urlHeaders = new Set(['location', 'content-location'])

/** The headers that are stored first when there is no room for all. */
const keptFirst = [
  'location',
  'retry-after',
  'www-authenticate',
  'content-type',
  'content-encoding',
]

/** Shorter values occur by chance: redacting them would make the text unreadable. */
const minSecret = 4

type Request = { url: string; headers: Readonly<Record<string, string>> }

/** Redacts the secrets of a request, in its response too, and cuts the exchange to size. */
export function redactExchange(
  request: Request,
  { response, ...trace }: RawExchange,
): HttpExchange {
  const secrets = secretsOf(request)
  return {
    ...trace,
    request: {
      url: maskedUrl(request.url),
      headers: mapValues(request.headers, (value, name) =>
        openHeaders.has(name.toLowerCase()) ? value : redacted,
      ),
    },
    ...(response && {
      response: {
        headers: storedHeaders(response.headers, secrets),
        body: keptBody(response.body, secrets),
      },
    }),
  }
}

/** Redacts the secrets of a request that came to us, and cuts it to size. */
export function redactReceived(
  { url, headers }: Request,
  text: string,
): NonNullable<HttpExchange['response']> {
  const named = Object.entries(headers).filter(([name]) => secretName.test(name))
  const secrets = secretsOf({ url, headers: Object.fromEntries(named) })
  return { headers: storedHeaders(headers, secrets), body: keptBody({ text }, secrets) }
}

/** Header values, the credentials after a scheme such as `Bearer`, and those in the URL; longest first. */
function secretsOf({ url, headers }: Request): readonly string[] {
  const inHeaders = Object.entries(headers)
    .filter(([name]) => !openHeaders.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, ...value.split(' ').slice(1)])
  return [...inHeaders, ...secretsInUrl(url)]
    .filter((secret) => secret.length >= minSecret)
    .sort((a, b) => b.length - a.length)
}

function storedHeaders(headers: HttpExchange['request']['headers'], secrets: readonly string[]) {
  const names = Object.keys(headers)
  const inOrder = [...keptFirst.filter((name) => names.includes(name)), ...names]
  const kept: Record<string, string> = {}
  let room = headersLimit
  for (const name of new Set(inOrder)) {
    const isSecret = secretName.test(name) && !challenges.has(name)
    const shown = urlHeaders.has(name) ? maskedUrl(headers[name] ?? '') : (headers[name] ?? '')
    const value = isSecret ? redacted : without(secrets, shown).slice(0, valueLimit)
    room -= name.length + value.length
    if (room >= 0) kept[name] = value
  }
  return kept
}

function keptBody({ text, cut }: ResponseBody, secrets: readonly string[]) {
  const whole = without(secrets, text)
  const kept = firstBytes(whole, bodyLimitBytes)
  const why = kept.length < whole.length ? 'size' : cut
  return { text: kept, ...(why !== undefined && { cut: why }) }
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text)
}

/** The start of the text that fits into this many bytes of UTF-8, in whole characters. */
function firstBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  let end = limit
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString()
}

function mapValues(
  record: Readonly<Record<string, string>>,
  map: (value: string, name: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, v]) => [name, map(v, name)]))
}
