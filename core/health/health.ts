import * as z from 'zod'

import { Stage } from './disable-policy.ts'
import { Marketplace } from '../events/event.ts'
import { isLeased } from '../values/lease.ts'
import { Notice } from './notice.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

const timestamp = z.iso.datetime()

/** While it is open, one delivery at a time asks whether the receiver is back. */
export const Circuit = z.object({
  openedAt: timestamp,
  /** So many have asked in vain. */
  probes: z.int().nonnegative(),
  nextProbeAt: timestamp,
  /** The delivery that asks now, and until when nobody else does. */
  probe: z.object({ delivery: z.string(), leasedUntil: timestamp }).exactOptional(),
})
export type Circuit = z.infer<typeof Circuit>

/**
 * How a webhook's receiver fares. There is a row of it from the first failure on until all is well
 * again; of a healthy webhook nothing is written.
 */
export const Health = z.object({
  marketplace: Marketplace,
  webhook: z.string(),
  /** Attempts that failed in a row, without those that the open circuit found on their way. */
  failures: z.int().nonnegative(),
  failingSince: timestamp.exactOptional(),
  reason: z.string().exactOptional(),
  /**
   * Those of the last minutes, by which the circuit opens: how many, and how many rounds of them,
   * each of which began when the one before was known. Older rows do not tell of rounds.
   */
  recent: z
    .object({ since: timestamp, failures: z.int(), rounds: z.int().default(0) })
    .exactOptional(),
  /** The receiver asked to be left alone until then. */
  pausedUntil: timestamp.exactOptional(),
  circuit: Circuit.exactOptional(),
  /** From then on, what waits comes back slowly, and then faster. */
  recoveredAt: timestamp.exactOptional(),
  warned: z.object({ stage: Stage, at: timestamp }).exactOptional(),
  /** The version of the webhook that was disabled, or is to be. */
  endedVersion: z.int().exactOptional(),
  /** What is still to be told: it is told again until this is empty. */
  notices: z.array(Notice),
  /** Counts the changes of the row, so that two of them never overwrite each other. */
  revision: z.int().nonnegative(),
})
export type Health = z.infer<typeof Health>

/** What there would be to say of a webhook whose receiver is well. */
export function healthy({ marketplace, id }: EndpointKey): Health {
  return { marketplace, webhook: id, failures: 0, notices: [], revision: 0 }
}

/** Why nothing is sent to a webhook for now, and until when. */
export type Pause =
  | { kind: 'retry-after'; until: string }
  /** `isProbeDue` when nobody asks, and it is time to; `probe` is who asked last. */
  | { kind: 'circuit-open'; until: string; isProbeDue: boolean; probe: string | undefined }

/** Whether deliveries have to wait; undefined when they may go. */
export function pauseOf(health: Health | undefined, now: Date): Pause | undefined {
  if (health === undefined) return undefined
  const at = now.toISOString()
  if (health.pausedUntil !== undefined && health.pausedUntil > at) {
    return { kind: 'retry-after', until: health.pausedUntil }
  }
  if (health.circuit === undefined) return undefined

  const { nextProbeAt, probe } = health.circuit
  const isProbing = isLeased(probe?.leasedUntil, now)
  return {
    kind: 'circuit-open',
    until: isProbing && probe !== undefined ? probe.leasedUntil : nextProbeAt,
    isProbeDue: !isProbing && nextProbeAt <= at,
    probe: probe?.delivery,
  }
}
