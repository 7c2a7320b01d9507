import type { Stage } from './disable-policy.ts'
import { isLeased } from '../values/lease.ts'
import type { Notice } from './notice.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/** An open circuit: one delivery at a time is sent as a probe. */
export type Circuit = {
  openedAt: string
  /** How many probes have failed. */
  probes: number
  nextProbeAt: string
  /** The delivery that is the probe; while its lease lasts, no other one is sent. */
  probe?: { delivery: string; leasedUntil: string }
}

/** A receiver whose attempts take long: at most `limit` deliveries are in flight. */
export type Slow = { since: string; limit: number }

/** A test that failed. */
export type FailedTest = { at: string; reason: string; delivery: string }

/**
 * The health of a webhook's receiver. A row exists until the first delivery, and from a failure until
 * the receiver is healthy again; nothing is written for a healthy one.
 */
export type Health = {
  marketplace: string
  endpoint: string
  /** Nothing was delivered since the webhook was created, or since it is called differently. */
  untried?: true
  /** The latest test, if it failed and nothing was delivered since. */
  failedTest?: FailedTest
  /** Attempts that failed in a row, without those in flight when the circuit opened. */
  failures: number
  failingSince?: string
  reason?: string
  /**
   * The failures of the last minutes, which open the circuit. A round is one failure in a row: it
   * began when the one before was recorded.
   */
  recent?: { since: string; failures: number; rounds: number }
  /** The receiver requested this with Retry-After. */
  pausedUntil?: string
  circuit?: Circuit
  /** Only on AWS, where a slow attempt takes the place of others (`slow-receiver.ts`). */
  slow?: Slow
  /** From then on, waiting deliveries are dispatched slowly at first (`ramp-up.ts`). */
  recoveredAt?: string
  warned?: { stage: Stage; at: string }
  /** The version of the webhook that was, or is to be, disabled. */
  endedVersion?: number
  /** Notices that are not published yet. */
  notices: Notice[]
  /** Incremented by every change, so that two changes never overwrite each other. */
  revision: number
}

/** The health of a healthy receiver; it has no row. */
export function healthy({ marketplace, id }: EndpointKey): Health {
  return { marketplace, endpoint: id, failures: 0, notices: [], revision: 0 }
}

/** The health of a receiver that nothing was delivered to. */
export function untried(key: EndpointKey): Health {
  return { ...healthy(key), untried: true }
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
