import QuickLRU from 'quick-lru'

import type { Caller } from '../../core/api/caller.ts'
import { type Bucket, take } from '../../core/api/rate-limit.ts'

/** Of so many callers a process knows how much they asked; of who asked longest ago it forgets it. */
const maxCallers = 10_000

type RateLimitOptions = { perSecond: number; now: () => Date }

/** How long a caller has to wait before the next request is answered, in seconds: 0 is not at all. */
export function rateLimits({ perSecond, now }: RateLimitOptions) {
  const buckets = new QuickLRU<string, Bucket>({ maxSize: maxCallers })

  return ({ marketplace, account }: Pick<Caller, 'marketplace' | 'account'>): number => {
    const key = `${marketplace}#${account}`
    const { bucket, waitSeconds } = take(buckets.get(key), perSecond, now())
    buckets.set(key, bucket)
    return waitSeconds
  }
}
