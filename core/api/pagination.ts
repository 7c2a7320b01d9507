import { createHash } from 'node:crypto'

import * as z from 'zod'

import type { ApiRequest, ApiResponse } from './operation.ts'
import { invalidField, invalidQuery } from './problem.ts'
import { integerBetween } from '../values/integer.ts'

/** The parameters of every list. */
export const PageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .pipe(integerBetween(1, 100))
    .default(50),
  cursor: z.string().max(512).optional(),
})

export type PageRequest<Filter> = {
  filter: Filter
  limit: number
  /** Where the page begins: the position of its first item. */
  from: string | undefined
  /**
   * Makes the response with the items; `next` is the position of the first one that did not fit.
   */
  answer: (items: readonly unknown[], next: string | undefined) => ApiResponse
}

/**
 * Parses `limit`, `cursor` and the filters of the list with that name; other parameters are
 * rejected.
 */
export function parsePageQuery<Shape extends z.ZodRawShape>(
  list: string,
  query: ApiRequest['query'],
  filters: Shape = {} as Shape,
): PageRequest<z.infer<z.ZodObject<Shape>>> | ApiResponse {
  const given = pick(query, (name) => name in filters)
  const page = PageQuery.safeParse(pick(query, (name) => !(name in filters)))
  const filter = z.strictObject(filters).safeParse(given)
  if (!page.success) return invalidQuery(page.error)
  if (!filter.success) return invalidQuery(filter.error)

  const { limit, cursor } = page.data
  const place = placeOf(list, given)
  const from = cursor && fromCursor(cursor, place)
  if (cursor !== undefined && !from) {
    return invalidField('query', 'cursor', 'was not returned by this list with these filters')
  }
  return {
    filter: filter.data,
    limit,
    from,
    answer: (items, next) => ({
      status: 200,
      body: {
        items: items.slice(0, limit),
        ...(next !== undefined && { cursor: toCursor(next, place) }),
      },
    }),
  }
}

/** The error of a time range that ends before it begins. */
export function rangeError({
  from,
  to,
}: {
  from?: string | undefined
  to?: string | undefined
}): ApiResponse | undefined {
  const isBackwards = from !== undefined && to !== undefined && from > to
  return isBackwards ? invalidField('query', 'to', 'must not be before from') : undefined
}

/** Identifies the list and filters of a cursor: with others, it would silently skip items. */
function placeOf(list: string, filters: ApiRequest['query']): string {
  const entries = Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([list, entries]))
    .digest('base64url')
    .slice(0, 8)
}

/** Makes an opaque cursor: callers send it back and never build one. */
function toCursor(position: string, place: string): string {
  return Buffer.from(`${place} ${position}`).toString('base64url')
}

function fromCursor(cursor: string, place: string): string | undefined {
  const [of, position = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const isOurCursor = of === place && /^[\w:.#-]+$/.test(position)
  return isOurCursor && toCursor(position, place) === cursor ? position : undefined
}

function pick(query: ApiRequest['query'], keep: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(query).filter(([name]) => keep(name)))
}
