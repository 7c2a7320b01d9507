import * as z from 'zod'

import { Stage } from './disable-policy.ts'
import { Marketplace } from '../events/event.ts'
import { isLeased } from '../values/lease.ts'
import { Notice } from './notice.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

const timestamp = z.iso.datetime()

/** An open circuit: one delivery at a time is sent as a probe. */
export const Circuit = z.object({
  openedAt: timestamp,
  /** How many probes have failed. */
  probes: z.int().nonnegative(),
  nextProbeAt: timestamp,
  /** The delivery that is the probe; while its lease lasts, no other one is sent. */
  probe: z.object({ delivery: z.string(), leasedUntil: timestamp }).exactOptional(),
})
export type Circuit = z.infer<typeof Circuit>

/**
 * The health of a webhook's receiver. A row exists from the first failure until the receiver is
 * healthy again; nothing is written for a healthy one.
 */
export const Health = z.object({
  marketplace: Marketplace,
  endpoint: z.string(),
  /** Attempts that failed in a row, without those in flight when the circuit opened. */
  failures: z.int().nonnegative(),
  failingSince: timestamp.exactOptional(),
  reason: z.string().exactOptional(),
  /**
   * The failures of the last minutes, which open the circuit. A round is one failure in a row: it
   * began when the one before was recorded. Older rows have no rounds.
   */
  recent: z
    .object({ since: timestamp, failures: z.int(), rounds: z.int().default(0) })
    .exactOptional(),
  /** The receiver requested this with Retry-After. */
  pausedUntil: timestamp.exactOptional(),
  circuit: Circuit.exactOptional(),
  /** From then on, waiting deliveries are dispatched slowly at first (`ramp-up.ts`). */
  recoveredAt: timestamp.exactOptional(),
  warned: z.object({ stage: Stage, at: timestamp }).exactOptional(),
  /** The version of the webhook that was, or is to be, disabled. */
  endedVersion: z.int().exactOptional(),
  /** Notices that are not published yet. */
  notices: z.array(Notice),
  /** Incremented by every change, so that two changes never overwrite each other. */
  revision: z.int().nonnegative(),
})
export type Health = z.infer<typeof Health>

/** The health of a healthy receiver; it has no row. */
export function healthy({ marketplace, id }: EndpointKey): Health {
  return { marketplace, endpoint: id, failures: 0, notices: [], revision: 0 }
}

/** Why deliveries to a webhook have to wait, and until when. */
export type Pause =
  | { kind: 'retry-after'; until: string }
  /**
   * `probe` is the delivery that was last sent as a probe; `isProbeDue`: it is time for the next
   * one.
   */
  | { kind: 'circuit-open'; until: string; isProbeDue: boolean; probe: string | undefined }

/** Whether deliveries have to wait; undefined when they do not. */
export function pauseOf(health: Health | undefined, now: Date): Pause | undefined {
  const { pausedUntil = '', circuit } = health ?? {}
  if (pausedUntil > now.toISOString()) return { kind: 'retry-after', until: pausedUntil }
  return circuit && pauseByCircuit(circuit, now)
}

function pauseByCircuit({ nextProbeAt, probe }: Circuit, now: Date): Pause {
  const isProbing = isLeased(probe?.leasedUntil, now)
  return {
    kind: 'circuit-open',
    until: isProbing && probe !== undefined ? probe.leasedUntil : nextProbeAt,
    isProbeDue: !isProbing && nextProbeAt <= now.toISOString(),
    probe: probe?.delivery,
  }
}
