import type * as z from 'zod'

import type { Operation } from '../api/operation.ts'
import { titles } from '../api/problem.ts'
import type { HeaderName, RequestHeaderName } from './headers.ts'
import { Problem } from './problem.ts'
import type { TagName } from './tags.ts'

type Examples = Readonly<Record<string, unknown>>

/** A body in one media type. */
export type MediaDocs = { schema: z.ZodType; examples?: Examples }

/** A response of an operation; without a schema, it has no body. */
export type ResponseDocs = {
  description: string
  schema?: z.ZodType
  headers?: readonly HeaderName[]
  examples?: Examples
}

/**
 * The documentation of a route. Its scope, its path parameters and the responses that all routes of
 * its kind share are derived from the route instead.
 */
export type OperationDocs = {
  id: string
  tag: TagName
  summary: string
  description: string
  /** The schemas that validate the query; for a list, including pagination. */
  query?: Readonly<Record<string, z.ZodType>>
  headers?: readonly RequestHeaderName[]
  body?: { schema: z.ZodType; examples: Examples }
  responses: Readonly<Record<number, ResponseDocs>>
}

/** Documentation by method and path: `GET /webhooks/{id}`. */
export type Operations = Readonly<Record<`${Operation<never>['method']} /${string}`, OperationDocs>>

/** A problem response that only this operation has, or with its own reasons. */
export function problemResponse(
  status: number,
  description: string,
  detail?: string,
): ResponseDocs {
  const title = titles[status] ?? 'Error'
  const example = detail && { type: 'about:blank', title, status, detail }
  return {
    description,
    schema: Problem,
    ...(example && { examples: { problem: example } }),
  }
}
