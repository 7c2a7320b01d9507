type Part<Item> = { items: readonly Item[]; cursor?: string }

type ExportPorts<Item> = {
  /** Reads one page of the API. */
  read: (cursor: string | undefined) => Promise<Part<Item>>
  lines: (items: readonly Item[]) => string
  /** Called after each page with the number of rows so far. */
  onRows: (count: number) => void
}

/**
 * Reads all pages into a file. Each page becomes a Blob immediately, which browsers keep outside of
 * the memory of scripts, so that only one page is in memory.
 */
export async function exportPages<Item>(
  { heading, type }: { heading: string; type: string },
  { read, lines, onRows }: ExportPorts<Item>,
): Promise<Blob> {
  const parts = [new Blob([heading])]
  let count = 0
  let cursor: string | undefined
  do {
    const part = await read(cursor)
    parts.push(new Blob([lines(part.items)]))
    count += part.items.length
    onRows(count)
    cursor = part.cursor
  } while (cursor !== undefined)
  return new Blob(parts, { type })
}
