/** What a save resolves with when another change came first. */
export type Conflict = 'conflict'

type Rounds<Found> = {
  read: () => Promise<Found>
  /** What was read before; the first round saves a change of it. */
  known?: { found: Found }
  maxTries: number
}

/**
 * Optimistic concurrency: reads, and saves a change of what was found unless another change came
 * first; then reads and saves again. After `maxTries` conflicts it gives up and resolves with
 * 'conflict'.
 */
export async function optimisticUpdate<Found, Result>(
  { read, known, maxTries }: Rounds<Found>,
  save: (found: Found) => Result | Conflict | Promise<Result | Conflict>,
): Promise<Result | Conflict> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const isKnown = tries === 0 && known !== undefined
    const result = await save(isKnown ? known.found : await read())
    if (result !== 'conflict') return result
  }
  return 'conflict'
}
