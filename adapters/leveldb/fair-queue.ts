/**
 * Who is next, fairly: of the groups with somebody waiting the one with the fewest out, then the
 * one that waited longest for its turn; inside a group first come, first served. A group has at
 * most `mostPerGroup` out at once, so that there is always room for the others.
 */
export function fairQueue(maxPerGroup: number) {
  /** In the order of their turns: a group that was served goes to the end. */
  const groups = new Map<string, Group>()

  const next = (): [string, Group] | undefined => {
    let best: [string, Group] | undefined
    for (const entry of groups) {
      const [, { waiting, out }] = entry
      if (waiting.isEmpty() || out >= maxPerGroup) continue
      if (out === 0) return entry
      if (best === undefined || out < best[1].out) best = entry
    }
    return best
  }

  const serve = (name: string, group: Group): { id: string; group: string } | undefined => {
    const id = group.waiting.take()
    if (id === undefined) return undefined
    group.out += 1
    groups.delete(name)
    groups.set(name, group)
    return { id, group: name }
  }

  return {
    join: (id: string, name: string): void => {
      const group = groups.get(name) ?? { waiting: fifo(), out: 0 }
      group.waiting.add(id)
      groups.set(name, group)
    },

    /** At most `limit` of those whose turn it is; they are out until they leave. */
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

    leave: (name: string): void => {
      const group = groups.get(name)
      if (group === undefined) return
      group.out -= 1
      if (group.out === 0 && group.waiting.isEmpty()) groups.delete(name)
    },
  }
}

type Group = { waiting: Fifo; out: number }

/** First in, first out; taking is as fast for many as for few. */
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
