import { isSecretName } from '../values/sensitive-names.ts'
import { redacted, secretRemover } from '../values/without-echoes.ts'
import { maskedLinks, maskedUrl, secretsInUrl } from '../webhooks/url-credentials.ts'
import type { CustomHeader } from '../webhooks/endpoint.ts'
import type { HttpExchange, RawExchange } from './http-exchange.ts'

type ResponseBody = NonNullable<HttpExchange['response']>['body']

/** How much of a response body is stored, in UTF-8. */
const bodyLimitBytes = 4096

/** How much of a header's value is stored, and of all headers of a response together. */
const valueLimit = 1024
const headersLimit = 4096

/** The request headers that are not secret unless they carry a credential; any other one may be. */
const openHeaders = new Set([
  'accept',
  'accept-encoding',
  'content-type',
  'detail-type',
  'postrider-attempt',
  'postrider-event',
  'postrider-sequence',
  'postrider-test',
  'postrider-webhook',
  'resources',
  'source',
  'traceparent',
  'user-agent',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
])

/** Challenges are not redacted: they explain a 401. */
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

type Request = { url: string; headers: Readonly<Record<string, string>> }

type Known = {
  /** A secret whichever header carries it. */
  credential?: string | undefined
  /** The custom headers, with values that are no secret. */
  headers?: readonly CustomHeader[] | undefined
  payload?: HttpExchange['request']['payload'] | undefined
}

/** Redacts the secrets of a request, in its response too, and cuts the exchange to size. */
export function redactExchange(
  request: Request,
  { response, certificateUntil, ...trace }: RawExchange,
  { credential, headers = [], payload }: Known = {},
): HttpExchange {
  const all = Object.entries(request.headers).map(([name, value]) => {
    const isOpen = isOpenHeader(name, headers) && !carries(value, credential)
    return { name, value, isOpen }
  })
  const secret = all.filter(({ isOpen }) => !isOpen).map(({ value }) => value)
  const remove = secretRemover(secretsOf(request.url, secret))
  return {
    ...trace,
    request: {
      url: maskedUrl(request.url),
      headers: Object.fromEntries(
        all.map(({ name, value, isOpen }) => [name, isOpen ? value : redacted]),
      ),
      ...(payload !== undefined && { payload }),
    },
    ...(response && {
      response: {
        headers: storedHeaders(response.headers, remove),
        body: keptBody(response.body, remove),
      },
    }),
  }
}

/** Redacts the secrets of a request that came to us, and cuts it to size. */
export function redactReceived(
  { url, headers }: Request,
  text: string,
): NonNullable<HttpExchange['response']> {
  const named = Object.entries(headers).filter(([name]) => hasSecret(name))
  const remove = secretRemover(
    secretsOf(
      url,
      named.map(([, value]) => value),
    ),
  )
  return { headers: storedHeaders(headers, remove), body: keptBody({ text }, remove) }
}

/** Whether the value of a header is the credential, with or without a scheme before it. */
function carries(value: string, credential: string | undefined): boolean {
  if (credential === undefined) return false
  return value === credential || value.endsWith(` ${credential}`)
}

/** A custom header is open if its value is no secret. */
function isOpenHeader(name: string, custom: readonly CustomHeader[]): boolean {
  const header = custom.find((one) => one.name === name)
  return header === undefined ? openHeaders.has(name.toLowerCase()) : 'value' in header
}

/** Header values, the credentials after a scheme such as `Bearer`, and those in the URL. */
function secretsOf(url: string, values: readonly string[]): readonly string[] {
  const inHeaders = values.flatMap((value) => [
    value,
    ...value.split(' ').slice(1),
    ...passwordIn(value),
  ])
  return [...inHeaders, ...secretsInUrl(url)]
}

/** The password of Basic authentication (RFC 7617). */
function passwordIn(value: string): string[] {
  const encoded = /^Basic +(.+)$/i.exec(value)?.[1] ?? ''
  const [, password] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s)
  return password === undefined ? [] : [password]
}

/** Whether a header that came to us is redacted: cookies, and names of credentials. */
function hasSecret(name: string): boolean {
  return isSecretName(name) || /cookie|auth|api-?key/i.test(name)
}

type Remove = (text: string) => string

function storedHeaders(headers: HttpExchange['request']['headers'], remove: Remove) {
  const first = keptFirst.filter((name) => name in headers)
  const kept: Record<string, string> = {}
  let room = headersLimit
  for (const name of new Set([...first, ...Object.keys(headers)])) {
    const isSecret = hasSecret(name) && !challenges.has(name)
    const given = headers[name] ?? ''
    const shown = maskedLinks(urlHeaders.has(name) ? maskedUrl(given) : given)
    const value = isSecret ? redacted : remove(shown).slice(0, valueLimit)
    room -= name.length + value.length
    if (room >= 0) kept[name] = value
  }
  return kept
}

function keptBody({ text, cut }: ResponseBody, remove: Remove) {
  const whole = remove(text)
  const kept = firstBytes(whole, bodyLimitBytes)
  const why = kept.length < whole.length ? 'size' : cut
  return { text: kept, ...(why !== undefined && { cut: why }) }
}

/** The start of the text that fits into this many bytes of UTF-8, in whole characters. */
function firstBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text // no UTF-16 unit takes more bytes
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  let end = limit
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString()
}
