import { useSyncExternalStore } from 'react'

/** One clock for all that counts, so that they move together. */
const watchers = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** The time, anew every second; in milliseconds. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now)
}

function watch(onTick: () => void): () => void {
  if (watchers.size === 0) {
    now = Date.now()
    timer = setInterval(tick, 1000)
  }
  watchers.add(onTick)
  return () => {
    watchers.delete(onTick)
    if (watchers.size === 0) clearInterval(timer)
  }
}

function tick(): void {
  now = Date.now()
  for (const onTick of watchers) onTick()
}
