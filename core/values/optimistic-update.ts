/** The result of a save when another change came first. */
export type Conflict = 'conflict'

type Rounds<Found> = {
  read: () => Promise<Found>
  /** An earlier read, which the first round uses. */
  known?: { found: Found }
  maxTries: number
}

/**
 * Optimistic concurrency: reads, then saves a change of what was read; reads and saves again if
 * another change came first. After `maxTries` conflicts it resolves with 'conflict'.
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
