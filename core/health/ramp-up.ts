import type { Health } from './health.ts'

/**
 * The limit starts at 1 and doubles seven times, after an outage faster than after a pause: a
 * receiver that sent Retry-After has asked for less.
 */
const outage = { doublingMs: 1_000, dispatchMs: 100 }
const pause = { doublingMs: 2_000, dispatchMs: 1_000 }
const doublings = 7

/** How many deliveries may be in flight while the receiver recovers; Infinity after that. */
export function rampUpLimit(health: Health | undefined, now: Date): number {
  const { doublingMs, beganAt } = rampUpOf(health)
  const doubled = Math.max(0, Math.floor((now.getTime() - beganAt) / doublingMs))
  return doubled < doublings ? 2 ** doubled : Infinity
}

/** Whether deliveries that wait are still dispatched slowly. */
export function isRampingUp(health: Health, now: Date): boolean {
  return rampUpLimit(health, now) < Infinity
}

/**
 * After how many milliseconds more may be dispatched where nothing else limits it. SQS delays by
 * whole seconds.
 */
export function dispatchIntervalMs(health: Health | undefined, now: Date): number {
  return rampUpLimit(health, now) < Infinity ? rampUpOf(health).dispatchMs : outage.dispatchMs
}

/** The later of the recovery and the end of the pause; -Infinity without either. */
function rampUpOf({ recoveredAt, pausedUntil }: Partial<Health> = {}) {
  const recovered = recoveredAt === undefined ? -Infinity : Date.parse(recoveredAt)
  const paused = pausedUntil === undefined ? -Infinity : Date.parse(pausedUntil)
  return paused > recovered ? { ...pause, beganAt: paused } : { ...outage, beganAt: recovered }
}
