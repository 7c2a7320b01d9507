/** The part of LevelDB that we use; `classic-level` and `memory-level` implement it. */
export type Database = {
  open: () => Promise<void>
  close: () => Promise<void>
  getSync: (key: string) => string | undefined
  batch: (operations: Operation[], options: { sync: boolean }) => Promise<void>
  iterator: (range: Range) => AsyncIterable<[string, string]>
}

type Operation = { type: 'put'; key: string; value: string } | { type: 'del'; key: string }
type Range = { gte: string; lt: string; limit?: number; reverse?: boolean }

/** A change of one key; an undefined `value` deletes it. */
export type StoreChange = { key: string; value: string | undefined }

/** Written by a flush that has nothing else to write. */
const flushMark = { key: 'flushed', value: '' }

/**
 * The one LevelDB of an embedded engine. A committed change is visible to `peek` immediately, so a
 * decision based on `peek` cannot conflict with another. The promise of `commit` resolves once the
 * change is handed to the operating system: it survives the end of the process. `flush` resolves
 * once everything committed before it is on disk. A power loss undoes only the latest changes that
 * were not flushed: what is left is the store as it was shortly before. Changes that are committed
 * during a write share the next one. After a write error nothing more is written and `onFailure` is
 * called: `peek` may have returned values that were not written, so the process must restart from
 * there.
 */
export function levelStore(db: Database, onFailure: (error: unknown) => void = () => undefined) {
  const { commit, flush, unwritten } = writer(db, onFailure)
  return {
    /** The value once all committed changes are written. */
    peek: (key: string): string | undefined => {
      const change = unwritten.get(key)
      return change === undefined ? db.getSync(key) : change.value
    },

    /** Writes all changes or none. */
    commit,

    flush,

    /** The keys and values that are written, from `from` up to, but excluding, `to`. */
    scan: (from: string, to: string, options: { limit?: number; reverse?: boolean } = {}) =>
      db.iterator({ gte: from, lt: to, ...options }),

    close: async (): Promise<void> => {
      await flush()
      await db.close()
    },
  }
}

export type LevelStore = ReturnType<typeof levelStore>

/** Writes changes in batches, one after the other. */
function writer(db: Database, onFailure: (error: unknown) => void) {
  const unwritten = new Map<string, { value: string | undefined; batch: number }>()
  let pending: StoreChange[] = []
  let batch = 0
  let last: Promise<void> = Promise.resolve()
  let isScheduled = false
  let isFlushRequested = false
  let hasUnflushed = false

  const writePending = async () => {
    const changes = pending
    const number = batch
    const sync = isFlushRequested
    pending = []
    batch += 1
    isScheduled = isFlushRequested = false
    hasUnflushed = !sync
    await db.batch(changes.map(toOperation), { sync }).catch((error: unknown) => {
      onFailure(error)
      throw error
    })
    for (const { key } of changes) {
      if (unwritten.get(key)?.batch === number) unwritten.delete(key)
    }
  }

  const commit = (changes: readonly StoreChange[]): Promise<void> => {
    pending.push(...changes)
    for (const { key, value } of changes) unwritten.set(key, { value, batch })
    if (!isScheduled) last = last.then(writePending)
    isScheduled = true
    return last
  }

  const flush = (): Promise<void> => {
    if (!isScheduled && !hasUnflushed) return last
    isFlushRequested = true
    return isScheduled ? last : commit([flushMark])
  }

  return { commit, flush, unwritten }
}

function toOperation({ key, value }: StoreChange): Operation {
  return value === undefined ? { type: 'del', key } : { type: 'put', key, value }
}
