import type { LevelStore } from '../leveldb/store.ts'

type Sources = {
  /** The time of this machine, which people and NTP set. */
  wallClock: () => Date
  /** Milliseconds since any point in the past; default: of the process. They only grow. */
  elapsedMs?: (() => number) | undefined
}

const markName = 'meta/clock'

/** While the clock is ahead of the wall clock, it goes slower by this share. */
const slower = 0.1

/** How far behind its mark the wall clock may be at a start. A mark further ahead was an error. */
const maxAheadMs = 86_400_000

/**
 * A clock that never goes back: what was stored with its time is due in time, although the wall clock
 * was set back. It follows the wall clock forward; while it is ahead, it goes on by the time that has
 * elapsed, a tenth slower. `save` marks the time in the database, where the next process goes on.
 */
export function steadyClock(
  store: Pick<LevelStore, 'peek' | 'commit'>,
  { wallClock, elapsedMs = () => performance.now() }: Sources,
) {
  let lastMs = startMs(wallClock().getTime(), store.peek(markName))
  let lastElapsedMs = elapsedMs()

  const now = (): Date => {
    const elapsed = elapsedMs()
    const passedMs = elapsed - lastElapsedMs
    lastElapsedMs = elapsed
    lastMs = Math.max(wallClock().getTime(), lastMs + passedMs * (1 - slower))
    return new Date(Math.floor(lastMs))
  }
  return {
    now,
    save: (): Promise<void> => store.commit([{ key: markName, value: now().toISOString() }]),
  }
}

function startMs(wallMs: number, mark: string | undefined): number {
  const markMs = mark === undefined ? wallMs : Date.parse(mark)
  return markMs - wallMs > maxAheadMs ? wallMs : Math.max(wallMs, markMs)
}
