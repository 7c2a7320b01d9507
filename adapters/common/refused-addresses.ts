import QuickLRU from 'quick-lru'

import { type Bucket, take } from '../../core/api/rate-limit.ts'

/** The maximum number of buckets per process; the least recently used are evicted. */
const maxAddresses = 10_000

/** After ten refusals, an address has to wait: five more a second. */
const perSecond = 5

/** Counts the refusals that an address got, and says how long it has to wait. */
export function refusalLimits(now: () => Date) {
  const buckets = new QuickLRU<string, Bucket>({ maxSize: maxAddresses })
  return {
    mustWait: (address: string): number => take(buckets.get(address), perSecond, now()).waitSeconds,
    countRefusal: (address: string): void => {
      buckets.set(address, take(buckets.get(address), perSecond, now()).bucket)
    },
  }
}
