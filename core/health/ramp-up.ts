import type { Health } from './health.ts'

/** After a recovery or a pause, the limit starts at 1 and doubles every two seconds, for 14 s. */
const rampUpMs = 14_000
const doublingMs = 2000

/** How many deliveries may be in flight while the receiver recovers; Infinity after that. */
export function rampUpLimit(health: Health | undefined, now: Date): number {
  const beganAt = rampUpStart(health)
  const elapsedMs = now.getTime() - beganAt
  if (elapsedMs >= rampUpMs) return Infinity
  return 2 ** Math.max(0, Math.floor(elapsedMs / doublingMs))
}

/** Whether deliveries that wait are still dispatched slowly. */
export function isRampingUp(health: Health, now: Date): boolean {
  return rampUpLimit(health, now) < Infinity
}

/** The later of the recovery and the end of the pause; -Infinity without either. */
function rampUpStart({ recoveredAt, pausedUntil }: Partial<Health> = {}): number {
  const moments = [recoveredAt, pausedUntil].filter((at) => at !== undefined)
  return Math.max(...moments.map((at) => Date.parse(at)))
}
