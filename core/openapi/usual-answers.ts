import type { Route } from '../api.ts'
import { type Answer, type Operation, refusal } from './operation.ts'

export type RouteFacts = Pick<Route<never>, 'method' | 'path' | 'scope' | 'mayBeEmpty'>

/** Whether a request of the route has a body that is read. */
export function takesBody({ method }: Pick<RouteFacts, 'method'>): boolean {
  return method === 'POST' || method === 'PATCH'
}

/** What a route may answer because of its kind, by status: its scope, its path, its query, its body. */
export function usualAnswers(
  route: RouteFacts,
  { query }: Operation,
): Record<number, keyof typeof usual> {
  return {
    ...((query !== undefined || takesBody(route)) && { 400: 'NotAccepted' }),
    ...(route.scope !== undefined && { 401: 'NoToken', 403: 'NotAllowed' }),
    ...(route.path.includes('{') && { 404: 'NotFound' }),
    ...(takesBody(route) && { 413: 'TooLarge', 415: 'NotJson' }),
    500: 'Failed',
  }
}

const notAccepted: Answer = {
  ...refusal(400, 'It is not JSON, or not accepted: `errors` has every field that is wrong'),
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
    'There is no valid token',
    'Cannot tell who asks: a valid bearer token is needed',
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
  'The marketplace has nothing with this id',
  "Cannot find the webhook 'b59483b4': this marketplace has none with this id",
)

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
  NotAccepted: notAccepted,
  NoToken: noToken,
  NotAllowed: notAllowed,
  NotFound: notFound,
  TooLarge: tooLarge,
  NotJson: notJson,
  Failed: failed,
} as const
