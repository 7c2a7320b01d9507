import { fairQueue } from './fair-queue.ts'

/** A fair line that messages join when their moment has come. */
export type DelayQueue = ReturnType<typeof delayQueue>

/** Calls back after so many milliseconds; what it returns takes that back. */
export type After = (ms: number, callback: () => void) => () => void

const maxMs = 900_000

export function delayQueue(maxPerGroup: number, now: () => Date, after: After = byTimer) {
  const { join, ...line } = fairQueue(maxPerGroup)
  const cancels = new Set<() => void>()
  let onReady: () => void = () => undefined

  return {
    ...line,

    join: (id: string, { group, visibleAt }: { group: string; visibleAt: number }): void => {
      const joinNow = () => {
        join(id, group)
        onReady()
      }
      // No delay is longer: what seems to be is a clock that was set back.
      const waitMs = Math.min(visibleAt - now().getTime(), maxMs)
      if (waitMs <= 0) {
        joinNow()
        return
      }
      const cancel = after(waitMs, () => {
        cancels.delete(cancel)
        joinNow()
      })
      cancels.add(cancel)
    },

    whenReady: (callback: () => void): void => {
      onReady = callback
    },

    close: (): void => {
      for (const cancel of cancels) cancel()
    },
  }
}

const byTimer: After = (ms, callback) => {
  const timer = setTimeout(callback, ms)
  return () => {
    clearTimeout(timer)
  }
}
