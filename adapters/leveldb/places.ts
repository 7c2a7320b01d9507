/** How many messages may be in flight. */
export type Places = {
  /** Of one group. */
  maxPerGroup: number
  /** Keeps messages that are in flight for long apart from the others; default: all are alike. */
  slow?: SlowPlaces | undefined
}

export type SlowPlaces = {
  /** A message in flight for this long is slow, and leaves its place to another one. */
  afterMs: number
  /** How many may be in flight that are not slow. */
  quick: number
  /** All together. */
  max: number
  /**
   * From this many slow ones of an owner on, or of all owners, a group gets only `perGroup` places: each
   * group still gets on, and none takes what is left.
   */
  perOwner: number
  total: number
  perGroup: number
}

/** The places of the messages in flight. The owner of a group is what its name has before `/`. */
export function placesInFlight({ maxPerGroup, slow }: Places, elapsedMs: () => number) {
  return slow === undefined ? onePlaceEach(maxPerGroup) : apart(maxPerGroup, slow, elapsedMs)
}

function onePlaceEach(maxPerGroup: number) {
  return {
    begin: () => undefined,
    end: () => undefined,
    settle: () => undefined,
    hasRoom: () => true,
    limitOf: () => maxPerGroup,
    untilRoomMs: () => undefined,
  }
}

function apart(maxPerGroup: number, limits: SlowPlaces, elapsedMs: () => number) {
  /** Oldest first. */
  const quick = new Map<string, { owner: string; since: number }>()
  const slow = new Map<string, string>()
  const slowOf = new Map<string, number>()

  const count = (owner: string, change: 1 | -1) => {
    const counted = (slowOf.get(owner) ?? 0) + change
    if (counted === 0) slowOf.delete(owner)
    else slowOf.set(owner, counted)
  }

  return {
    begin: (id: string, owner: string): void => {
      quick.set(id, { owner, since: elapsedMs() })
    },

    end: (id: string): void => {
      const owner = slow.get(id)
      if (owner !== undefined) count(owner, -1)
      slow.delete(id)
      quick.delete(id)
    },

    /** Moves those that have become slow. */
    settle: (): void => {
      const now = elapsedMs()
      for (const [id, { owner, since }] of quick) {
        if (now - since < limits.afterMs) return
        quick.delete(id)
        slow.set(id, owner)
        count(owner, 1)
      }
    },

    hasRoom: (): boolean => quick.size < limits.quick && quick.size + slow.size < limits.max,

    /** How many of a group may be in flight. */
    limitOf: (owner: string): number => {
      const isMuch = slow.size >= limits.total || (slowOf.get(owner) ?? 0) >= limits.perOwner
      return isMuch ? Math.min(limits.perGroup, maxPerGroup) : maxPerGroup
    },

    /** When the oldest becomes slow; undefined while there is room, or if that would give none. */
    untilRoomMs: (): number | undefined => {
      const [oldest] = quick.values()
      if (oldest === undefined || quick.size < limits.quick) return undefined
      return Math.max(0, limits.afterMs - (elapsedMs() - oldest.since))
    },
  }
}
