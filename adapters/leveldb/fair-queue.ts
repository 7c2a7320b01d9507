import { type Places, placesInFlight } from './places.ts'

/**
 * A fair queue. Of the groups with messages waiting, the next message comes from the one with the
 * fewest in flight, then from the one served least recently; within a group, first in, first out. How
 * many may be in flight, `places` says, which leaves room for the others.
 */
export function fairQueue(places: Places, elapsedMs = () => performance.now()) {
  const inFlight = placesInFlight(places, elapsedMs)
  /** Least recently served first: a served group moves to the end. */
  const groups = new Map<string, Group>()

  const next = (): [string, Group] | undefined => {
    let best: [string, Group] | undefined
    for (const entry of groups) {
      const [, { waiting, running, owner }] = entry
      if (waiting.isEmpty() || running >= inFlight.limitOf(owner)) continue
      if (running === 0) return entry
      if (best === undefined || running < best[1].running) best = entry
    }
    return best
  }

  const serve = (name: string, group: Group): { id: string; group: string } | undefined => {
    const id = group.waiting.take()
    if (id === undefined) return undefined
    group.running += 1
    inFlight.begin(id, group.owner)
    groups.delete(name)
    groups.set(name, group)
    return { id, group: name }
  }

  return {
    add: (id: string, name: string): void => {
      const group = groups.get(name) ?? { waiting: fifo(), running: 0, owner: ownerOf(name) }
      group.waiting.add(id)
      groups.set(name, group)
    },

    /** Up to `limit` messages, which are in flight until their group is released. */
    take: (limit: number): { id: string; group: string }[] => {
      const taken: { id: string; group: string }[] = []
      inFlight.settle()
      while (taken.length < limit && inFlight.hasRoom()) {
        const found = next()
        const served = found && serve(...found)
        if (served === undefined) break
        taken.push(served)
      }
      return taken
    },

    release: (id: string, name: string): void => {
      inFlight.end(id)
      const group = groups.get(name)
      if (group === undefined) return
      group.running -= 1
      if (group.running === 0 && group.waiting.isEmpty()) groups.delete(name)
    },

    untilRoomMs: inFlight.untilRoomMs,
  }
}

type Group = { waiting: Fifo; running: number; owner: string }

function ownerOf(group: string): string {
  return group.split('/', 1)[0] ?? group
}

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
