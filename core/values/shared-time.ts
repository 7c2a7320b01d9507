export type Clocks = {
  /** What the router waits, leases and records by. On one machine, it never goes back. */
  now: () => Date
  /** The time that other machines have, for signatures; default: `now`. */
  wallClock?: (() => Date) | undefined
}

/** The time that other machines have. */
export function sharedTime({ now, wallClock = now }: Clocks): Date {
  return wallClock()
}
