import { isPlainRead, needsToken, type Operation, takesBody } from '../api/operation.ts'
import { type ResponseDocs, problemResponse } from './operation.ts'

export type RouteFacts = Pick<
  Operation<never>,
  'method' | 'path' | 'scope' | 'isForAnyRole' | 'mayBeEmpty' | 'isOnRecord'
>

/**
 * The responses that follow from a route's kind, by status: from its scope, path, query and body.
 */
export function defaultResponses(route: RouteFacts): Record<number, SharedResponse> {
  return {
    ...(isPlainRead(route) && { 304: 'NotModified' }),
    ...(needsToken(route) && {
      400: 'BadRequest',
      401: 'Unauthorized',
      403: 'Forbidden',
      429: 'TooManyRequests',
    }),
    ...(route.path.includes('{') && { 404: 'NotFound' }),
    ...(takesBody(route) && {
      413: 'ContentTooLarge',
      415: 'UnsupportedMediaType',
      503: 'ServiceUnavailable',
    }),
    ...(route.method === 'POST' && { 409: 'RequestInProgress', 422: 'IdempotencyKeyReused' }),
    421: 'MisdirectedRequest',
    500: 'InternalServerError',
  }
}

const notModified: ResponseDocs = {
  description: 'The response is the same as the one that `If-None-Match` refers to',
  headers: ['etag'],
}

const badRequest: ResponseDocs = {
  ...problemResponse(
    400,
    'The body is not JSON, a header is invalid, or fields are invalid: then `errors` lists them all',
  ),
  examples: {
    fields: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'Cannot accept the webhook: url: is required',
      errors: [{ path: 'url', message: 'is required' }],
    },
  },
}

const unauthorized: ResponseDocs = {
  ...problemResponse(
    401,
    'The token is missing, malformed, expired, or signed by an unknown issuer or for another audience',
    'Unauthorized: the bearer token has expired',
  ),
  headers: ['www-authenticate'],
}

const forbidden = problemResponse(
  403,
  'The token lacks the scope, belongs to none or several marketplaces, or is of a portal session that may not do that',
  'Cannot POST /webhooks: the token lacks the scope webhooks:write',
)

const notFound = problemResponse(
  404,
  'The marketplace has no object with this id, or it was just deleted',
  "Cannot find the webhook 'b59483b4': this marketplace has none with this id",
)

const inProgressDetail =
  'Cannot respond yet: a request with this Idempotency-Key is in progress; retry later'

const requestInProgress: ResponseDocs = {
  ...problemResponse(409, 'A request with this `Idempotency-Key` is in progress', inProgressDetail),
  headers: ['retry-after'],
}

const idempotencyKeyReused = problemResponse(
  422,
  'The `Idempotency-Key` was used for another request',
  'Cannot use this Idempotency-Key: it was used for another request',
)

const tooManyRequests: ResponseDocs = {
  ...problemResponse(
    429,
    'The rate limit of the caller is exceeded',
    'Too many requests: retry in 1 s',
  ),
  headers: ['retry-after'],
}

const contentTooLarge = problemResponse(
  413,
  'The body is larger than 256 KiB, as it is or decompressed',
  'Cannot accept the body: it is larger than 262144 bytes',
)

const unsupportedMediaType = problemResponse(
  415,
  'The content type is not JSON, or the content encoding is neither `gzip` nor `identity`: then the header `Accept-Encoding` names these',
  "Cannot read the body: its Content-Type must be application/json, not 'text/plain'",
)

const misdirectedRequest = problemResponse(
  421,
  'On one machine: the `Host` is not one of the router’s, whose `POSTRIDER_PUBLIC_URL` names the one of a proxy',
  'Cannot respond for this Host: POSTRIDER_PUBLIC_URL names the one of a proxy in front of the router',
)

const serviceUnavailable: ResponseDocs = {
  ...problemResponse(
    503,
    'On one machine: the bodies of other requests take all the memory that they may',
    'Cannot read the body: too many others arrive; retry in 1 s',
  ),
  headers: ['retry-after'],
}

const internalServerError = problemResponse(
  500,
  'Internal error',
  'Internal error: the request id is 3b1c8a52',
)

export type SharedResponse = keyof typeof sharedResponses

/** The shared responses, by their names in the document. */
export const sharedResponses = {
  NotModified: notModified,
  BadRequest: badRequest,
  Unauthorized: unauthorized,
  Forbidden: forbidden,
  NotFound: notFound,
  RequestInProgress: requestInProgress,
  ContentTooLarge: contentTooLarge,
  UnsupportedMediaType: unsupportedMediaType,
  IdempotencyKeyReused: idempotencyKeyReused,
  TooManyRequests: tooManyRequests,
  InternalServerError: internalServerError,
  MisdirectedRequest: misdirectedRequest,
  ServiceUnavailable: serviceUnavailable,
} as const
