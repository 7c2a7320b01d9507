import QuickLRU from 'quick-lru'

import type { Caller } from '../../core/api/caller.ts'
import { type Bucket, take } from '../../core/api/rate-limit.ts'

/** The maximum number of buckets per process; the least recently used are evicted. */
const maxCallers = 10_000

type RateLimitOptions = { perSecond: number; now: () => Date }

/** Seconds until the caller's next request is accepted; 0 if it is accepted now. */
export function rateLimits({ perSecond, now }: RateLimitOptions) {
  const buckets = new QuickLRU<string, Bucket>({ maxSize: maxCallers })

  return ({ marketplace, account }: Pick<Caller, 'marketplace' | 'account'>): number => {
    const key = `${marketplace}#${account}`
    const { bucket, waitSeconds } = take(buckets.get(key), perSecond, now())
    buckets.set(key, bucket)
    return waitSeconds
  }
}
