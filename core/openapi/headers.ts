import * as z from 'zod'

import { ifMatchPattern } from './text-patterns.ts'

type Header = { description: string; schema: z.ZodType; example: string }
export type ResponseHeader = Header & { name?: string; required?: false }

/**
 * The response headers. A header is always present in a response that lists it, unless it is
 * optional.
 */
export const headers = {
  etag: {
    description:
      'The tag of the response, for `If-None-Match`. A webhook’s tag begins with its version and is valid for `If-Match` too',
    schema: z.string().regex(/^"[^"]+"$/),
    example: '"3-0Zc1y2Vv5mXqgkT8b4Rr7w"',
  },
  location: {
    description: 'The path of the resource',
    schema: z.string().regex(/^\/[A-Za-z0-9_/-]+$/),
    example: '/webhooks/b59483b4-5030-4f2c-99e5-cc73971c18b7',
  },
  'www-authenticate': {
    description: 'The challenge of RFC 6750, with an `error` if the token is invalid',
    schema: z.string().regex(/^Bearer( error=".+", error_description=".+")?$/),
    example: 'Bearer error="invalid_token", error_description="the bearer token has expired"',
  },
  'vendor-challenge': {
    name: 'www-authenticate',
    description: 'How a vendor authenticates, or that its bearer token is invalid',
    schema: z
      .string()
      .regex(/^(OAuth realm="postrider", Bearer realm="postrider"|Bearer error=".+")$/),
    example: 'OAuth realm="postrider", Bearer realm="postrider"',
  },
  'client-challenge': {
    name: 'www-authenticate',
    description: 'How a client of the token endpoint authenticates',
    schema: z.string().regex(/^Basic .*$/),
    example: 'Basic realm="postrider"',
  },
  'browser-location': {
    name: 'location',
    description: 'Where the customer’s browser goes next',
    schema: z.url({ protocol: /^https?$/ }),
    example: 'https://shop.example.com/orders/7?status=complete',
  },
  vary: {
    description: 'The request header that the representation depends on',
    schema: z.literal('accept'),
    example: 'accept',
  },
  pragma: {
    description: 'The token must not be cached (RFC 6749)',
    schema: z.literal('no-cache'),
    example: 'no-cache',
  },
  'cache-control': {
    description: 'How long the response may be cached',
    schema: z.string(),
    example: 'public, max-age=300',
  },
  'idempotency-replayed': {
    required: false,
    description:
      'Present if this is the stored response of an earlier request with the same `Idempotency-Key`',
    schema: z.literal('true'),
    example: 'true',
  },
  'retry-after': {
    description: 'The number of seconds to wait before the next request',
    schema: z.string().regex(/^[1-9][0-9]*$/),
    example: '1',
  },
  'may-retry-after': {
    name: 'retry-after',
    required: false,
    description: 'The number of seconds to wait before a retry, if the conflict is temporary',
    schema: z.string().regex(/^[1-9][0-9]*$/),
    example: '1',
  },
} as const satisfies Readonly<Record<string, ResponseHeader>>

export type HeaderName = keyof typeof headers

const version = {
  schema: z.string().regex(new RegExp(ifMatchPattern)),
  example: '"3"',
}

/** The request headers, besides the token and the content type. */
export const requestHeaders = {
  IfMatch: {
    name: 'If-Match',
    required: true,
    description:
      'The `ETag` of what you change, or just its version; only the version is compared. `*` matches any version',
    ...version,
  },
  MayIfMatch: {
    name: 'If-Match',
    required: false,
    description:
      'The `ETag` of what you change, or just its version. If present, it must be the current one',
    ...version,
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    required: false,
    description:
      'The `ETag` of an earlier response. If the response is still the same, the status is 304',
    schema: z.string(),
    example: '"3-0Zc1y2Vv5mXqgkT8b4Rr7w"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    required: false,
    description:
      'A unique key of your choice. If you repeat the request with the same key within 24 hours, it is not executed again, and returns the first response',
    schema: z.string().regex(/^[\x21-\x7e]{1,255}$/),
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  },
  TraceParent: {
    name: 'traceparent',
    required: false,
    description:
      'The trace that the event belongs to (W3C Trace Context). Receivers get it with every attempt. A malformed one is ignored',
    schema: z.string(),
    example: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  },
} as const satisfies Readonly<Record<string, Header & { name: string; required: boolean }>>

export type RequestHeaderName = keyof typeof requestHeaders
