import { isPlainRead, needsToken, type Operation, takesBody } from '../api/operation.ts'
import { type Answer, refusal } from './operation.ts'

export type RouteFacts = Pick<
  Operation<never>,
  'method' | 'path' | 'scope' | 'isForAll' | 'mayBeEmpty' | 'isOnRecord'
>

/** What a route may answer because of its kind, by status: its scope, its path, its query, its body. */
export function defaultAnswers(route: RouteFacts): Record<number, keyof typeof usual> {
  return {
    ...(isPlainRead(route) && { 304: 'NotModified' }),
    ...(needsToken(route) && {
      400: 'NotAccepted',
      401: 'NoToken',
      403: 'NotAllowed',
      429: 'TooMany',
    }),
    ...(route.path.includes('{') && { 404: 'NotFound' }),
    ...(takesBody(route) && { 413: 'TooLarge', 415: 'NotJson' }),
    ...(route.method === 'POST' && { 409: 'InProgress', 422: 'KeyUsed' }),
    500: 'Failed',
  }
}

const notModified: Answer = {
  description: 'It is what `If-None-Match` says that you have',
  headers: ['etag'],
}

const notAccepted: Answer = {
  ...refusal(
    400,
    'It is not JSON, or not accepted: `errors` has every field that is wrong; or a header cannot be read',
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

const noToken: Answer = {
  ...refusal(
    401,
    'There is no token, or it is malformed, has expired, or was signed by an unknown issuer or for another audience',
    'Unauthorized: the bearer token has expired',
  ),
  headers: ['www-authenticate'],
}

const notAllowed = refusal(
  403,
  'The token lacks the scope, or is of no marketplace or of several',
  'Cannot POST /webhooks: the token lacks the scope webhooks:write',
)

const notFound = refusal(
  404,
  'The marketplace has nothing with this id, or it was removed meanwhile',
  "Cannot find the webhook 'b59483b4': this marketplace has none with this id",
)

const inProgressDetail =
  'Cannot answer yet: a request with this Idempotency-Key is in progress; ask again'

const inProgress: Answer = {
  ...refusal(409, 'A request with this `Idempotency-Key` is in progress', inProgressDetail),
  headers: ['retry-after'],
}

const keyUsed = refusal(
  422,
  'The `Idempotency-Key` was used for another request',
  'Cannot use this Idempotency-Key: it was used for another request',
)

const tooMany: Answer = {
  ...refusal(
    429,
    'This caller asked too much in the last seconds',
    'Cannot take so many requests: come back in 1 s',
  ),
  headers: ['retry-after'],
}

const tooLarge = refusal(
  413,
  'The body is larger than 200 KiB',
  'Cannot take the body: it is larger than 204800 bytes',
)

const notJson = refusal(
  415,
  'The content type is another than JSON',
  "Cannot read the body: its Content-Type must be application/json, not 'text/plain'",
)

const failed = refusal(
  500,
  'Something went wrong on our side',
  'Cannot answer: something went wrong on our side; the request id is 3b1c8a52',
)

/** Their names in the document. */
export const usual = {
  NotModified: notModified,
  NotAccepted: notAccepted,
  NoToken: noToken,
  NotAllowed: notAllowed,
  NotFound: notFound,
  InProgress: inProgress,
  TooLarge: tooLarge,
  NotJson: notJson,
  KeyUsed: keyUsed,
  TooMany: tooMany,
  Failed: failed,
} as const
