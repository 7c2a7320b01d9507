import { type Bucket, take } from '../../core/api/rate-limit.ts'
import type { Log } from '../../core/ports.ts'

type LimitedLogPorts = { log: Log; now: () => Date }

/** A flood of requests writes no more than this: 20 MB a day. */
const linesPerSecond = 1

/** Logs some lines of many; each says how many were left out before it. */
export function limitedLog({ log, now }: LimitedLogPorts): Log {
  let bucket: Bucket | undefined
  let omitted = 0
  return (line) => {
    const taken = take(bucket, linesPerSecond, now())
    bucket = taken.bucket
    if (taken.waitSeconds > 0) {
      omitted += 1
      return
    }
    log({ ...line, ...(omitted > 0 && { omitted }) })
    omitted = 0
  }
}
