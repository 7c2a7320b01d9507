import type * as z from 'zod'

import type { Operation } from '../api/operation.ts'
import { titles } from '../api/problem.ts'
import type { HeaderName, RequestHeaderName } from './headers.ts'
import { Problem } from './problem.ts'
import type { TagName } from './tags.ts'

type Examples = Readonly<Record<string, unknown>>

/** One of the answers of an operation: without a schema it has no body. */
export type Answer = {
  description: string
  schema?: z.ZodType
  headers?: readonly HeaderName[]
  examples?: Examples
}

/**
 * What people read of a route. Its scope, the places in its path, and the answers that every route
 * of its kind may give are not repeated here: they come from the route.
 */
export type OperationDocs = {
  id: string
  tag: TagName
  summary: string
  description: string
  /** The very schemas that the query is checked with; of a list with those of its pages. */
  query?: Readonly<Record<string, z.ZodType>>
  headers?: readonly RequestHeaderName[]
  body?: { schema: z.ZodType; examples: Examples }
  answers: Readonly<Record<number, Answer>>
}

/** Descriptions by method and path: `GET /webhooks/{id}`. */
export type Operations = Readonly<Record<`${Operation<never>['method']} /${string}`, OperationDocs>>

/** A problem that is this operation's own, or one of the usual ones for reasons of its own. */
export function refusal(status: number, description: string, detail?: string): Answer {
  const title = titles[status] ?? 'Error'
  const example = detail && { type: 'about:blank', title, status, detail }
  return {
    description,
    schema: Problem,
    ...(example && { examples: { problem: example } }),
  }
}
