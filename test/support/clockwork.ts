/** A clock that only `pass()` moves, with its timers. */
export type Clockwork = {
  now: () => Date
  /** Sets a timer for this many milliseconds from now; returns a function that cancels it. */
  after: (ms: number, act: () => void) => () => void
  /** Acts repeatedly, at this interval in milliseconds. */
  every: (ms: number, act: () => void) => void
  /** Moves the clock; the promises of one timer have settled before the next one runs. */
  pass: (ms: number) => Promise<void>
}

type Act = () => void

/** Time for simulations: only events take real time, waits do not. */
export function clockwork(start: Date): Clockwork {
  let nowMs = start.getTime()
  /** The times of the timers, the next one last. */
  const times: number[] = []
  const acts = new Map<number, Set<Act>>()

  const after = (ms: number, act: Act) => {
    const at = nowMs + Math.max(0, Math.ceil(ms))
    const there = acts.get(at) ?? new Set()
    const own: Act = () => {
      act()
    }
    if (!acts.has(at)) insert(times, at)
    acts.set(at, there.add(own))
    return () => void there.delete(own)
  }
  const every = (ms: number, act: Act): void => {
    after(ms, () => {
      every(ms, act)
      act()
    })
  }
  const pass = async (ms: number) => {
    const until = nowMs + ms
    await rest()
    for (let at = times.at(-1); at !== undefined && at <= until; at = times.at(-1)) {
      nowMs = at
      times.pop()
      const due = acts.get(at) ?? []
      acts.delete(at)
      for (const act of due) act()
      await rest()
    }
    nowMs = until
  }
  return { now: () => new Date(nowMs), after, every, pass }
}

/** Resolves when every promise that can settle has settled. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

function insert(descending: number[], at: number): void {
  let low = 0
  let high = descending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((descending[middle] ?? 0) > at) low = middle + 1
    else high = middle
  }
  descending.splice(low, 0, at)
}
