import * as z from 'zod'

import { maskedUrl, secretsInUrl } from '../webhooks/url-credentials.ts'

const Headers = z.record(z.string(), z.string())

/**
 * How long the parts of a call took, in milliseconds; those that a kept connection spared are
 * absent.
 */
export const Durations = z.object({
  dnsMs: z.number().exactOptional(),
  connectMs: z.number().exactOptional(),
  tlsMs: z.number().exactOptional(),
  /** From the beginning to the end of the answer's headers. */
  firstByteMs: z.number().exactOptional(),
  /** From the beginning to the last byte that was read. */
  totalMs: z.number(),
})
export type Durations = z.infer<typeof Durations>

/**
 * Why an answer is not kept whole: it is larger than what is kept, the time was over, the
 * connection ended first, or it could not be decompressed.
 */
export const Cut = z.enum(['size', 'time', 'connection', 'encoding'])
export type Cut = z.infer<typeof Cut>

const Body = z.object({ text: z.string(), cut: Cut.exactOptional() })

/** What is kept of a call for people to look at: no secret, and not more than some kilobytes. */
export const HttpExchange = z.object({
  durations: Durations,
  /** The IP address that was reached. */
  address: z.string().exactOptional(),
  request: z.object({ url: z.string(), headers: Headers }),
  response: z.object({ headers: Headers, body: Body }).exactOptional(),
})
export type HttpExchange = z.infer<typeof HttpExchange>

/** What a client saw of a call, as it came: secrets may be among it. */
export type RawExchange = Pick<HttpExchange, 'durations' | 'address' | 'response'>

/** So much of an answer's body is kept, in UTF-8. */
const bodyLimitBytes = 4096

/** So much of a header's value is kept, and of all headers of an answer together. */
const valueLimit = 1024
const headersLimit = 4096

/** What is written in place of a secret. */
const redacted = '[redacted]'

/** The headers of a request that tell nothing secret; whatever else it has may be a credential. */
const openHeaders = new Set([
  'accept',
  'content-type',
  'user-agent',
  'webhook-id',
  'webhook-timestamp',
])

/**
 * Of an answer: cookies, and what is named like a credential. A challenge says why there was a 401.
 */
const secretName = /cookie|auth|token|secret|passw|credential|session|signature|api-?key/
const challenges = new Set(['www-authenticate', 'proxy-authenticate'])

/** What may be the URL of the request, with a slash more. */
const urlHeaders = new Set(['location', 'content-location'])

/** What people look for first is kept when there is no room for all. */
const first = ['location', 'retry-after', 'www-authenticate', 'content-type', 'content-encoding']

/** Shorter values occur by chance, and replacing them would spoil what is kept. */
const minSecret = 4

type Request = { url: string; headers: Readonly<Record<string, string>> }

/**
 * What is kept of a call: secrets redacted, also where the answer repeats them, and cut to size.
 */
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
        headers: keptHeaders(response.headers, secrets),
        body: keptBody(response.body, secrets),
      },
    }),
  }
}

/**
 * Whole values, the credentials after a scheme such as `Bearer`, and those of the URL; the longest
 * first.
 */
function secretsOf({ url, headers }: Request): readonly string[] {
  const inHeaders = Object.entries(headers)
    .filter(([name]) => !openHeaders.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, ...value.split(' ').slice(1)])
  return [...inHeaders, ...secretsInUrl(url)]
    .filter((secret) => secret.length >= minSecret)
    .sort((a, b) => b.length - a.length)
}

function keptHeaders(headers: HttpExchange['request']['headers'], secrets: readonly string[]) {
  const names = Object.keys(headers)
  const inOrder = [...first.filter((name) => names.includes(name)), ...names]
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

function keptBody({ text, cut }: z.infer<typeof Body>, secrets: readonly string[]) {
  const whole = without(secrets, text)
  const kept = firstBytes(whole, bodyLimitBytes)
  const why = kept.length < whole.length ? 'size' : cut
  return { text: kept, ...(why !== undefined && { cut: why }) }
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text)
}

/** As much of the text's beginning as fits into so many bytes of UTF-8, in whole characters. */
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
