/**
 * A map that is read in the order of its keys' UTF-8 bytes, as tables are. The keys are in chunks,
 * so that an insertion among 100,000 moves a hundred keys and not all.
 */
export type SortedMap<Value> = { values: Map<string, Value>; chunks: string[][] }

/** Inclusive; without `to` up to the last key. */
type Range = { from: string; to: string | undefined; backwards: boolean }

const maxInChunk = 128

export function sortedMap<Value>(): SortedMap<Value> {
  return { values: new Map(), chunks: [] }
}

/** A key that the operator `<` sorts as UTF-8 does: surrogate pairs come last. */
export function sortable(key: string): string {
  if (!/[\ud800-\uffff]/.test(key)) return key
  const units = key.split('').map((unit) => unit.charCodeAt(0))
  return String.fromCharCode(...units.map(moved))
}

export function setKey<Value>(
  { values, chunks }: SortedMap<Value>,
  key: string,
  value: Value,
): void {
  if (!values.has(key)) insert(chunks, key)
  values.set(key, value)
}

export function removeKey<Value>({ values, chunks }: SortedMap<Value>, key: string): void {
  if (!values.delete(key)) return
  const at = chunkFor(chunks, key)
  const chunk = chunks[at] ?? []
  chunk.splice(firstFrom(chunk, key), 1)
  if (chunk.length === 0) chunks.splice(at, 1)
}

/** The values of a range, in order; the map must not change during the iteration. */
export function* between<Value>(
  { values, chunks }: SortedMap<Value>,
  { from, to, backwards }: Range,
): Iterable<Value> {
  const isOutside = (key: string) => key < from || (to !== undefined && key > to)
  for (const key of backwards ? keysDown(chunks, to) : keysUp(chunks, from)) {
    if (isOutside(key)) return
    const value = values.get(key)
    if (value !== undefined) yield value
  }
}

function* keysUp(chunks: string[][], from: string): Iterable<string> {
  for (let at = chunkFor(chunks, from); at < chunks.length; at += 1) {
    const chunk = chunks[at] ?? []
    for (let place = firstFrom(chunk, from); place < chunk.length; place += 1) {
      yield chunk[place] ?? ''
    }
  }
}

function* keysDown(chunks: string[][], to: string | undefined): Iterable<string> {
  for (let at = to === undefined ? chunks.length - 1 : chunkFor(chunks, to); at >= 0; at -= 1) {
    const chunk = chunks[at] ?? []
    // The smallest string after `to` is `to` and a NUL.
    const end = to === undefined ? chunk.length : firstFrom(chunk, `${to}\0`)
    for (let place = end - 1; place >= 0; place -= 1) yield chunk[place] ?? ''
  }
}

function insert(chunks: string[][], key: string): void {
  const at = chunkFor(chunks, key)
  const chunk = chunks[at]
  if (chunk === undefined) {
    chunks.push([key])
    return
  }
  chunk.splice(firstFrom(chunk, key), 0, key)
  if (chunk.length > maxInChunk) chunks.splice(at + 1, 0, chunk.splice(maxInChunk / 2))
}

/** The number of the last chunk that begins at or before the key; 0 when none does. */
function chunkFor(chunks: string[][], key: string): number {
  const after = countWhile(chunks.length, (number) => (chunks[number]?.[0] ?? '') <= key)
  return Math.max(0, after - 1)
}

/** The position of the first key that is not less than this one. */
function firstFrom(keys: string[], key: string): number {
  return countWhile(keys.length, (place) => (keys[place] ?? '') < key)
}

/**
 * How many of the first numbers pass, by binary search: those that pass precede the others.
 */
function countWhile(count: number, passes: (number: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** UTF-16 has surrogates (0xd800 to 0xdfff) before the last 0x2000 single units. */
function moved(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
