import * as z from 'zod'

type Header = { description: string; schema: z.ZodType; example: string }
export type AnswerHeader = Header & { name?: string; required?: false }

/** What comes with answers. Where an answer is said to have one, it always has, unless it says otherwise. */
export const headers = {
  etag: {
    description:
      'The tag of what is shown: of a read for `If-None-Match`, of a webhook for `If-Match` too, for there it begins with the version',
    schema: z.string().regex(/^"[^"]+"$/),
    example: '"3-0Zc1y2Vv5mXqgkT8b4Rr7w"',
  },
  location: {
    description: 'Where it can be read from now on',
    schema: z.string().regex(/^\/[\w/-]+$/),
    example: '/webhooks/b59483b4-5030-4f2c-99e5-cc73971c18b7',
  },
  'www-authenticate': {
    description: 'The challenge of RFC 6750; with an `error` where a token came that is not valid',
    schema: z.string().regex(/^Bearer( error=".+", error_description=".+")?$/),
    example: 'Bearer error="invalid_token", error_description="the bearer token has expired"',
  },
  'cache-control': {
    description: 'How long it may be kept',
    schema: z.string(),
    example: 'public, max-age=300',
  },
  'idempotency-replayed': {
    required: false,
    description: 'There when the answer is the one that a request with this `Idempotency-Key` got',
    schema: z.literal('true'),
    example: 'true',
  },
  'retry-after': {
    description: 'The seconds after which to ask again',
    schema: z.string().regex(/^[1-9]\d*$/),
    example: '1',
  },
  'may-retry-after': {
    name: 'retry-after',
    required: false,
    description: 'The seconds after which to ask again, where the reason passes by itself',
    schema: z.string().regex(/^[1-9]\d*$/),
    example: '1',
  },
} as const satisfies Readonly<Record<string, AnswerHeader>>

export type HeaderName = keyof typeof headers

const version = {
  schema: z.string(),
  example: '"3"',
}

/** What comes with requests, beside the token and the content type. */
export const requestHeaders = {
  IfMatch: {
    name: 'If-Match',
    required: true,
    description:
      'The `ETag` of the webhook that you read, or its version alone; only the version counts. `*` for any',
    ...version,
  },
  MayIfMatch: {
    name: 'If-Match',
    required: false,
    description:
      'The `ETag` of the webhook that you read, or its version alone: when it is given, it must be the newest',
    ...version,
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    required: false,
    description:
      'The `ETag` of the answer that you have: while it would be the same, you get a 304',
    schema: z.string(),
    example: '"3-0Zc1y2Vv5mXqgkT8b4Rr7w"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    required: false,
    description:
      'Your name for this request: for 24 hours, the same request with the same key is acted on once, and answered the same again',
    schema: z.string().regex(/^[\x21-\x7e]{1,255}$/),
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  },
} as const satisfies Readonly<Record<string, Header & { name: string; required: boolean }>>

export type RequestHeaderName = keyof typeof requestHeaders
