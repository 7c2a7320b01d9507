import * as z from 'zod'

import { type ApiAnswer, invalid } from './api.ts'

const PageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(50),
  cursor: z.string().max(512).transform(fromCursor).optional(),
})

export type Page<Filter> = {
  filter: Filter
  limit: number
  /** Where the page begins: the position of its first item. */
  from: string | undefined
  /** The answer with the items; `next` is the position of the first one that did not fit. */
  answer: (items: readonly unknown[], next: string | undefined) => ApiAnswer
}

/** Reads `limit`, `cursor` and the filters of a list; what is not known is refused. */
export function readPage<Shape extends z.ZodRawShape>(
  query: Readonly<Record<string, string>>,
  filters: Shape = {} as Shape,
): Page<z.infer<z.ZodObject<Shape>>> | ApiAnswer {
  const page = PageQuery.safeParse(pick(query, (name) => !(name in filters)))
  const filter = z.strictObject(filters).safeParse(pick(query, (name) => name in filters))
  if (!page.success) return invalid('query', page.error)
  if (!filter.success) return invalid('query', filter.error)

  const { limit, cursor } = page.data
  return {
    filter: filter.data,
    limit,
    from: cursor,
    answer: (items, next) => ({
      status: 200,
      body: { items: items.slice(0, limit), ...(next !== undefined && { cursor: toCursor(next) }) },
    }),
  }
}

/** A position, made opaque: callers hand it back and never build one. */
function toCursor(position: string): string {
  return Buffer.from(position).toString('base64url')
}

function fromCursor(cursor: string, context: z.RefinementCtx): string {
  const position = Buffer.from(cursor, 'base64url').toString()
  if (/^[\w:.#-]+$/.test(position) && toCursor(position) === cursor) return position
  context.addIssue('is not a cursor that an answer gave')
  return z.NEVER
}

function pick(query: Readonly<Record<string, string>>, keep: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(query).filter(([name]) => keep(name)))
}
