/** A clock that only moves when it is told to, and what is to happen at which moment. */
export type Clockwork = {
  now: () => Date
  /** Acts so many milliseconds from now; what it returns takes that back. */
  after: (ms: number, act: () => void) => () => void
  /** Acts now and again, so many milliseconds apart. */
  every: (ms: number, act: () => void) => void
  /** Lets so much time pass; whatever was begun at a moment has come to rest before the next. */
  pass: (ms: number) => Promise<void>
}

type Act = () => void

/** Time for simulations: a day takes as long as what happens in it. */
export function clockwork(start: Date): Clockwork {
  let nowMs = start.getTime()
  /** The moments that are to come, the next one last. */
  const moments: number[] = []
  const acts = new Map<number, Set<Act>>()

  const after = (ms: number, act: Act) => {
    const at = nowMs + Math.max(0, Math.ceil(ms))
    const there = acts.get(at) ?? new Set()
    const own: Act = () => {
      act()
    }
    if (!acts.has(at)) insert(moments, at)
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
    for (let at = moments.at(-1); at !== undefined && at <= until; at = moments.at(-1)) {
      nowMs = at
      moments.pop()
      const due = acts.get(at) ?? []
      acts.delete(at)
      for (const act of due) act()
      await rest()
    }
    nowMs = until
  }
  return { now: () => new Date(nowMs), after, every, pass }
}

/** Resolves when every promise that can go on has done so. */
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
