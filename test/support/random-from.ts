/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Makers of values that differ from row to row. */
export function makersFrom(random: () => number) {
  const integer = (below: number) => Math.floor(random() * below)
  const text = (letters: string, length: number) =>
    Array.from({ length }, () => letters[integer(letters.length)]).join('')
  const hex = (length: number) => text('0123456789abcdef', length)
  return {
    integer,
    /** Epoch milliseconds, within four months. */
    time: () => 1_790_000_000_000 + integer(9_000_000_000),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    words: (count: number) =>
      Array.from({ length: count }, () => text('etaoinshrdlucmfwypvbgk', 3 + integer(8))).join(' '),
  }
}
