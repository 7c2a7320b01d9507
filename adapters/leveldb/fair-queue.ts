/**
 * A fair queue. Of the groups with messages waiting, the next message comes from the one with the
 * fewest in flight, then from the one served least recently; within a group, first in, first out. A
 * group has at most `maxPerGroup` in flight, which leaves room for the others.
 */
export function fairQueue(maxPerGroup: number) {
  /** Least recently served first: a served group moves to the end. */
  const groups = new Map<string, Group>()

  const next = (): [string, Group] | undefined => {
    let best: [string, Group] | undefined
    for (const entry of groups) {
      const [, { waiting, inFlight }] = entry
      if (waiting.isEmpty() || inFlight >= maxPerGroup) continue
      if (inFlight === 0) return entry
      if (best === undefined || inFlight < best[1].inFlight) best = entry
    }
    return best
  }

  const serve = (name: string, group: Group): { id: string; group: string } | undefined => {
    const id = group.waiting.take()
    if (id === undefined) return undefined
    group.inFlight += 1
    groups.delete(name)
    groups.set(name, group)
    return { id, group: name }
  }

  return {
    add: (id: string, name: string): void => {
      const group = groups.get(name) ?? { waiting: fifo(), inFlight: 0 }
      group.waiting.add(id)
      groups.set(name, group)
    },

    /** Up to `limit` messages, which are in flight until their group is released. */
    take: (limit: number): { id: string; group: string }[] => {
      const taken: { id: string; group: string }[] = []
      while (taken.length < limit) {
        const found = next()
        const served = found && serve(...found)
        if (served === undefined) break
        taken.push(served)
      }
      return taken
    },

    release: (name: string): void => {
      const group = groups.get(name)
      if (group === undefined) return
      group.inFlight -= 1
      if (group.inFlight === 0 && group.waiting.isEmpty()) groups.delete(name)
    },
  }
}

type Group = { waiting: Fifo; inFlight: number }

/** First in, first out. Taking costs amortized constant time, unlike `Array.shift()`. */
function fifo() {
  let ids: string[] = []
  let taken = 0
  return {
    add: (id: string): void => {
      ids.push(id)
    },
    take: (): string | undefined => {
      const id = ids[taken]
      taken += 1
      if (taken * 2 > ids.length) {
        ids = ids.slice(taken)
        taken = 0
      }
      return id
    },
    isEmpty: (): boolean => ids.length === taken,
  }
}
type Fifo = ReturnType<typeof fifo>
