import type * as z from 'zod'

import type { Caller, Scope } from './caller.ts'
import { type FieldError, fieldErrors, toMessage } from '../values/validation-errors.ts'
import type { JsonText } from '../values/json-text.ts'

/** An HTTP request, after its token was verified and its route was found. */
export type ApiRequest = {
  caller: Caller
  /** What stands in the path's places, such as `id` of `/webhooks/{id}`. */
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  /** The body, parsed; undefined when there is none. */
  json: unknown
  /** The body as it came in. */
  text: string
}

export type ApiResponse = {
  status: number
  headers?: Readonly<Record<string, string>>
  /** To be sent as JSON. */
  body?: unknown
  /** What is JSON already, sent as it stands instead of `body`. */
  text?: JsonText
}

/** The body of an answer as JSON; undefined when it has none. */
export function textOf({ body, text }: ApiResponse): string | undefined {
  return text ?? (body === undefined ? undefined : JSON.stringify(body))
}

/** One thing that the API does. Without `scope` and `isForAll` the route is open to everybody. */
export type Operation<Ports> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  scope?: Scope
  /** Whether everybody of a marketplace may ask, whatever their token allows. */
  isForAll?: true
  /** Whether the request may come without a body, and without its content type. */
  mayBeEmpty?: boolean
  /** Whether it reads its query; others refuse one. */
  takesQuery?: true
  /** Whether each answer is put on record: nobody asks for its headers alone, or whether it changed. */
  isOnRecord?: true
  handle: (request: ApiRequest, ports: Ports) => ApiResponse | Promise<ApiResponse>
}

/** Whether one may ask for the headers of the answer alone, or whether it changed. */
export function isPlainRead({
  method,
  isOnRecord,
}: Pick<Operation<never>, 'method' | 'isOnRecord'>): boolean {
  return method === 'GET' && isOnRecord !== true
}

/** What a status is called. */
export const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

type More = {
  errors?: readonly FieldError[]
  /** The id of what is in the way. */
  conflictsWith?: string
  headers?: Record<string, string>
}

/** An error as RFC 9457 has it: `detail` is for people, `errors` tells of single fields. */
export function problem(
  status: number,
  detail: string,
  { headers, ...more }: More = {},
): ApiResponse {
  const title = titles[status] ?? 'Error'
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: { type: 'about:blank', title, status, detail, ...more },
  }
}

/** A 400 that names every field a schema did not accept, and what else is wrong. */
export function invalid(
  what: string,
  error: z.ZodError | undefined,
  more: readonly FieldError[] = [],
): ApiResponse {
  const errors = [...(error ? fieldErrors(error) : []), ...more]
  return problem(400, `Cannot accept the ${what}: ${toMessage(errors)}`, { errors })
}

/** A 400 about one field. */
export function invalidField(what: string, path: string, message: string): ApiResponse {
  return invalid(what, undefined, [{ path, message }])
}
