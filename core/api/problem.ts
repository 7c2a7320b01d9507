import type * as z from 'zod'

import { type FieldError, fieldErrors, toMessage } from '../values/validation-errors.ts'
import type { ApiResponse } from './operation.ts'

/** The reason phrases of the statuses that the API uses (RFC 9110, RFC 6585). */
export const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

type More = {
  errors?: readonly FieldError[]
  /** The id of the conflicting webhook. */
  conflictsWith?: string
  headers?: Record<string, string>
}

/** An error response (RFC 9457): `detail` is for people, `errors` lists the fields. */
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

/** A 400 that names every field that a schema rejected, and further errors. */
export function invalid(
  what: string,
  error: z.ZodError | undefined,
  more: readonly FieldError[] = [],
): ApiResponse {
  const errors = [...(error ? fieldErrors(error) : []), ...more]
  return problem(400, `Cannot accept the ${what}: ${toMessage(errors)}`, { errors })
}

/** The same for a query. A parameter that is repeated is named as it was given, without an index. */
export function invalidQuery(error: z.ZodError): ApiResponse {
  const errors = fieldErrors(error).map(({ path, message }) => ({
    path: path.replace(/\.\d+$/, ''),
    message,
  }))
  return invalid('query', undefined, errors)
}

/** A 400 about one field. */
export function invalidField(what: string, path: string, message: string): ApiResponse {
  return invalid(what, undefined, [{ path, message }])
}
