import * as z from 'zod'

type Header = { description: string; schema: z.ZodType; example: string }

/** What comes with answers. Where an answer is said to have one, it always has. */
export const headers = {
  etag: {
    description: 'The version of the webhook, for `If-Match`',
    schema: z.string().regex(/^"[^"]+"$/),
    example: '"3"',
  },
  location: {
    description: 'Where it can be read from now on',
    schema: z.string().regex(/^\/[\w/-]+$/),
    example: '/webhooks/b59483b4-5030-4f2c-99e5-cc73971c18b7',
  },
  'www-authenticate': {
    description: 'How to say who asks',
    schema: z.literal('Bearer'),
    example: 'Bearer',
  },
  'cache-control': {
    description: 'How long it may be kept',
    schema: z.string(),
    example: 'public, max-age=300',
  },
} as const satisfies Readonly<Record<string, Header>>

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
    description: 'The `ETag` of the webhook that you read; `*` for any',
    ...version,
  },
  MayIfMatch: {
    name: 'If-Match',
    required: false,
    description: 'The `ETag` of the webhook that you read: when it is given, it must be the newest',
    ...version,
  },
} as const satisfies Readonly<Record<string, Header & { name: string; required: boolean }>>

export type RequestHeaderName = keyof typeof requestHeaders
