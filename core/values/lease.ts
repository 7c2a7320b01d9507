import { addMs } from './timestamp.ts'

/** The end of a lease that begins now. Until then its holder acts alone; if it dies, others may. */
export function leaseUntil(now: Date, ms: number): string {
  return addMs(now, ms)
}

export type SoleProcess = {
  /**
   * When the one process that takes leases started: leases from before are void, because their
   * holder is gone. Undefined where other processes may hold leases.
   */
  soleProcessSince?: Date | undefined
}

/** Whether a lease is valid; `ms` is how long leases of its kind last. */
export function isLeased(
  until: string | undefined,
  now: Date,
  { ms, soleProcessSince }: SoleProcess & { ms: number } = { ms: 0 },
): boolean {
  if (until === undefined || Date.parse(until) <= now.getTime()) return false
  return soleProcessSince === undefined || Date.parse(until) - ms >= soleProcessSince.getTime()
}
