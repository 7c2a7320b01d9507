import { fairQueue } from './fair-queue.ts'
import type { Places } from './places.ts'

/** A fair queue whose messages become visible after a delay. */
export type DelayQueue = ReturnType<typeof delayQueue>

/** Calls back after this many milliseconds; the returned function cancels it. */
export type After = (ms: number, callback: () => void) => () => void

const maxMs = 900_000

export function delayQueue(places: Places, now: () => Date, after: After = byTimer) {
  const { add, take, release, untilRoomMs } = fairQueue(places)
  const cancels = new Set<() => void>()
  let onReady: () => void = () => undefined
  let isRoomAwaited = false

  /** A message becomes slow as time passes: nothing else reports its place. */
  const awaitRoom = () => {
    const waitMs = untilRoomMs()
    if (waitMs === undefined || isRoomAwaited) return
    isRoomAwaited = true
    const cancel = after(waitMs, () => {
      cancels.delete(cancel)
      isRoomAwaited = false
      onReady()
    })
    cancels.add(cancel)
  }

  return {
    release,

    take: (limit: number): { id: string; group: string }[] => {
      const taken = take(limit)
      awaitRoom()
      return taken
    },

    add: (id: string, { group, visibleAt }: { group: string; visibleAt: number }): void => {
      const addNow = () => {
        add(id, group)
        onReady()
      }
      // SQS's maximum, for when the clock was set back.
      const waitMs = Math.min(visibleAt - now().getTime(), maxMs)
      if (waitMs <= 0) {
        addNow()
        return
      }
      const cancel = after(waitMs, () => {
        cancels.delete(cancel)
        addNow()
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

export const byTimer: After = (ms, callback) => {
  const timer = setTimeout(callback, ms)
  return () => {
    clearTimeout(timer)
  }
}
