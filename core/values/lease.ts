import { addMs } from './timestamp.ts'

/** The end of a lease that begins now. Until then its holder acts alone; if it dies, others may. */
export function leaseUntil(now: Date, ms: number): string {
  return addMs(now, ms)
}

/** How long leases of a kind last, and since when one process alone takes them. */
type Takers = { ms: number; soleProcessSince: Date | undefined }

/**
 * Whether a lease is still valid. Where one process takes them all, those from before it started
 * are void: their holder is gone. Undefined `soleProcessSince`: other processes may hold leases.
 */
export function isLeased(until: string | undefined, now: Date, takers?: Takers): boolean {
  if (until === undefined || Date.parse(until) <= now.getTime()) return false
  if (takers?.soleProcessSince === undefined) return true
  return Date.parse(until) - takers.ms >= takers.soleProcessSince.getTime()
}
