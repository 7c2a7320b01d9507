import type { WriteOptions } from '../../core/ports.ts'

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

/**
 * The one LevelDB of an embedded engine. A committed change is visible to `peek` immediately, so a
 * decision based on `peek` cannot conflict with another. The promise of `commit` resolves once the
 * change is flushed to disk, or immediately with `flush: 'later'`; changes that are committed during
 * a write share the next one. After a write error nothing more is written and `onFailure` is called:
 * `peek` may have returned values that are not on disk, so the process must restart from there.
 */
export function levelStore(db: Database, onFailure: (error: unknown) => void = () => undefined) {
  const unwritten = new Map<string, { value: string | undefined; batch: number }>()
  let pending: StoreChange[] = []
  let isUrgent = false
  let batch = 0
  let last: Promise<void> = Promise.resolve()

  const writePending = async () => {
    const changes = pending
    const number = batch
    const sync = isUrgent // flushed to the disk, not just handed to the operating system
    pending = []
    isUrgent = false
    batch += 1
    await db.batch(changes.map(toOperation), { sync }).catch((error: unknown) => {
      onFailure(error)
      throw error
    })
    for (const { key } of changes) {
      if (unwritten.get(key)?.batch === number) unwritten.delete(key)
    }
  }

  return {
    /** The value once all committed changes are written. */
    peek: (key: string): string | undefined => {
      const change = unwritten.get(key)
      return change === undefined ? db.getSync(key) : change.value
    },

    /** Writes all changes or none. */
    commit: (
      changes: readonly StoreChange[],
      { flush = 'now' }: WriteOptions = {},
    ): Promise<void> => {
      const isFirst = pending.length === 0
      pending.push(...changes)
      for (const { key, value } of changes) unwritten.set(key, { value, batch })
      if (isFirst) last = last.then(writePending)
      if (flush === 'later') {
        last.catch(() => undefined) // onFailure was called
        return Promise.resolve()
      }
      isUrgent = true
      return last
    },

    /** The keys and values on disk from `from` up to, but excluding, `to`. */
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
