import type { Item, Query, Table } from '../../core/ports.ts'

/**
 * The items of a range, read in chunks of `size`, which is 2 or more. Each chunk starts at the last
 * item of the previous one, which may have left the list since.
 */
export async function* itemsOf(
  query: Query,
  { size, sort }: { size: number; sort: string },
  table: Table,
): AsyncGenerator<Item, void> {
  let { from, to } = query
  let last: unknown
  for (;;) {
    const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const items = await table.query({ ...query, ...range, limit: size })
    yield* items.filter((item) => item[sort] !== last)
    const end = items.at(-1)?.[sort]
    if (typeof end !== 'string' || items.length < size) return
    last = end
    if (query.newestFirst === true) to = end
    else from = end
  }
}
