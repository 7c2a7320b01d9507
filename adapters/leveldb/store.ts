/** What we use of a LevelDB; `classic-level` and `memory-level` are ones. */
export type Database = {
  open: () => Promise<void>
  close: () => Promise<void>
  getSync: (key: string) => string | undefined
  batch: (operations: Operation[], options: { sync: boolean }) => Promise<void>
  iterator: (range: Range) => AsyncIterable<[string, string]>
}

type Operation = { type: 'put'; key: string; value: string } | { type: 'del'; key: string }
type Range = { gte: string; lt: string; limit?: number; reverse?: boolean }

/** One change of a key; `value` undefined removes it. */
export type StoreChange = { key: string; value: string | undefined }

/**
 * A LevelDB that everything on one machine is kept in. A change counts from the moment it is
 * handed over, so that whoever decides by what `peek` shows decides alone; it is on the disk,
 * flushed, when its promise resolves. Changes that come while others are written go together.
 * When the disk fails, nothing more is written, and `onFailure` is told: what others saw by `peek`
 * may not be on the disk, so the process must end and begin again from there.
 */
export function levelStore(db: Database, onFailure: (error: unknown) => void = () => undefined) {
  const unwritten = new Map<string, { value: string | undefined; batch: number }>()
  let gathering: StoreChange[] = []
  let batch = 0
  let last: Promise<void> = Promise.resolve()

  const writeGathered = async () => {
    const changes = gathering
    const number = batch
    gathering = []
    batch += 1
    // Flushed: the disk has it, not only the operating system.
    await db.batch(changes.map(toOperation), { sync: true }).catch((error: unknown) => {
      onFailure(error)
      throw error
    })
    for (const { key } of changes) {
      if (unwritten.get(key)?.batch === number) unwritten.delete(key)
    }
  }

  return {
    /** The value as it will be when all that was handed over is written. */
    peek: (key: string): string | undefined => {
      const change = unwritten.get(key)
      return change === undefined ? db.getSync(key) : change.value
    },

    /** Writes the changes, all or none. */
    commit: (changes: readonly StoreChange[]): Promise<void> => {
      const isFirst = gathering.length === 0
      gathering.push(...changes)
      for (const { key, value } of changes) unwritten.set(key, { value, batch })
      if (isFirst) last = last.then(writeGathered)
      return last
    },

    /** Keys and values from `from` to `to`, without `to`, as they are on the disk. */
    scan: (from: string, to: string, options: { limit?: number; reverse?: boolean } = {}) =>
      db.iterator({ gte: from, lt: to, ...options }),

    close: async (): Promise<void> => {
      await last
      await db.close()
    },
  }
}

export type LevelStore = ReturnType<typeof levelStore>

function toOperation({ key, value }: StoreChange): Operation {
  return value === undefined ? { type: 'del', key } : { type: 'put', key, value }
}
