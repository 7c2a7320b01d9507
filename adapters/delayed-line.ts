import { fairLine } from './fair-line.ts'

/** A fair line that messages join when their moment has come. */
export type Line = ReturnType<typeof delayedLine>

const longestMs = 900_000

export function delayedLine(mostPerGroup: number, now: () => Date) {
  const { join, ...line } = fairLine(mostPerGroup)
  const timers = new Set<NodeJS.Timeout>()
  let onReady: () => void = () => undefined

  return {
    ...line,

    join: (id: string, { group, visibleAt }: { group: string; visibleAt: number }): void => {
      const joinNow = () => {
        join(id, group)
        onReady()
      }
      // No delay is longer: what seems to be is a clock that was set back.
      const waitMs = Math.min(visibleAt - now().getTime(), longestMs)
      if (waitMs <= 0) {
        joinNow()
        return
      }
      const timer = setTimeout(() => {
        timers.delete(timer)
        joinNow()
      }, waitMs)
      timers.add(timer)
    },

    whenReady: (callback: () => void): void => {
      onReady = callback
    },

    close: (): void => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
