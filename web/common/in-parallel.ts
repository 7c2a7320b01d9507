/** Acts on every item, at most `atOnce` at the same time. The first error ends it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const left = items.map((item, index) => ({ item, index })).reverse()
  const results: Result[] = []
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      results[next.index] = await act(next.item)
    }
  }
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, work)
  try {
    await Promise.all(workers)
  } finally {
    left.length = 0
  }
  return results
}
