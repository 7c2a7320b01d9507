import type { ClassicLevel } from 'classic-level'

import type { Database } from './store.ts'

/**
 * A LevelDB on disk whose batches are passed operation by operation, which takes half the time of
 * passing them in one array.
 */
export function withChainedBatches(db: ClassicLevel): Database {
  return {
    open: () => db.open(),
    close: () => db.close(),
    getSync: (key) => db.getSync(key),
    iterator: (range) => db.iterator(range),
    batch: (operations, options) => {
      const batch = db.batch()
      for (const one of operations) {
        if (one.type === 'put') batch.put(one.key, one.value)
        else batch.del(one.key)
      }
      return batch.write(options)
    },
  }
}
