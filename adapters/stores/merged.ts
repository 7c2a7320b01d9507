/** Something at a position of a list. */
export type Placed = { position: string }

/**
 * Merges lists that are sorted by position, in either direction. Of several with one position, which
 * an item that moves between lists meanwhile has, the first is yielded.
 */
export async function* merged<One extends Placed>(
  lists: readonly AsyncGenerator<One, void>[],
  { newestFirst }: { newestFirst: boolean },
): AsyncGenerator<One, void> {
  const heads = await Promise.all(lists.map(headOf))
  const isFirst = (one: One, other: One) =>
    newestFirst ? one.position > other.position : one.position < other.position
  for (let last = ''; ;) {
    const next = heads.reduce<Head<One> | undefined>(
      (best, head) => (isAhead(head, best, isFirst) ? head : best),
      undefined,
    )
    if (next?.item === undefined) return
    if (next.item.position !== last) yield next.item
    last = next.item.position
    Object.assign(next, await headOf(next.list))
  }
}

type Head<One> = { list: AsyncGenerator<One, void>; item: One | undefined }

async function headOf<One>(list: AsyncGenerator<One, void>): Promise<Head<One>> {
  const next = await list.next()
  return { list, item: next.done === true ? undefined : next.value }
}

function isAhead<One>(
  { item }: Head<One>,
  best: Head<One> | undefined,
  isFirst: (one: One, other: One) => boolean,
): boolean {
  if (item === undefined) return false
  return best?.item === undefined || isFirst(item, best.item)
}
