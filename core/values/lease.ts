import { addMs } from './timestamp.ts'

/** The end of a lease that starts now. Until then only its holder acts; after that, others may. */
export function leaseUntil(now: Date, ms: number): string {
  return addMs(now, ms)
}

export type SoleProcess = {
  /**
   * When the only process that takes leases started. Leases from before are void, as their holder
   * is gone. Undefined where other processes may hold leases.
   */
  soleProcessSince?: Date | undefined
}

/** Whether a lease is valid; `ms` is the duration of such leases. */
export function isLeased(
  until: string | undefined,
  now: Date,
  { ms, soleProcessSince }: SoleProcess & { ms: number } = { ms: 0 },
): boolean {
  if (until === undefined || Date.parse(until) <= now.getTime()) return false
  return soleProcessSince === undefined || Date.parse(until) - ms >= soleProcessSince.getTime()
}
