import * as z from 'zod'

import { auditEntry, type AuditEntry } from '../audit/audit-entry.ts'
import { Marketplace } from '../events/event.ts'
import type { WakeUpQueue } from '../waiting/wake-up-message.ts'
import type { Log } from '../ports.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/**
 * What can be sent again: what ran out of attempts, and what came while its webhook was disabled.
 */
export const Recoverable = z.enum(['failed', 'skipped'])

const timestamp = z.iso.datetime()

/** A webhook's deliveries of some time, on their way to be sent again, page after page. */
export const Recovery = z.object({
  id: z.string(),
  marketplace: Marketplace,
  webhook: z.string(),
  status: z.enum(['running', 'completed', 'cancelled']),
  from: timestamp,
  to: timestamp,
  statuses: z.array(Recoverable),
  /** So many there were when it began. */
  total: z.int().nonnegative(),
  /** So many wait again since then; what became of them is said by the deliveries. */
  recovered: z.int().nonnegative(),
  /** Which status it has come to, and how far in it. */
  list: z.int().nonnegative(),
  cursor: z.string(),
  createdAt: timestamp,
  by: z.string(),
  /** When it last moved or had to wait; long ago means that its message was lost. */
  touchedAt: timestamp,
  endedAt: timestamp.exactOptional(),
  /** Why it ended before it was through. */
  reason: z.string().exactOptional(),
  revision: z.int().nonnegative(),
})
export type Recovery = z.infer<typeof Recovery>

/** What was asked for, and how much there is of it. */
type RecoveryRequest = Pick<Recovery, 'id' | 'from' | 'to' | 'statuses' | 'total'>

/** A recovery that is about to begin. */
export function newRecovery(
  { marketplace, id: webhook }: EndpointKey,
  { id, ...asked }: RecoveryRequest,
  { at, by }: { at: string; by: string },
): Recovery {
  return {
    id,
    marketplace,
    webhook,
    status: 'running',
    ...asked,
    recovered: 0,
    list: 0,
    cursor: asked.from,
    createdAt: at,
    by,
    touchedAt: at,
    revision: 0,
  }
}

type StepPorts = WakeUpQueue & { now: () => Date; log: Log }

/** Without a step for so long, the message was lost. */
const lostMs = 300_000

/** Sends the message of a recovery that nobody moves on; `anew` trusts that nobody does. */
export async function resumeIfLost(
  recovery: Recovery,
  resetAll: boolean,
  ports: StepPorts,
): Promise<void> {
  const now = ports.now()
  if (!resetAll && Date.parse(recovery.touchedAt) > now.getTime() - lostMs) return
  await sendStep(recovery, now, ports)
  ports.log({ message: 'recovery resumed', ...logFields(recovery) })
}

/** Asks for the next page of a recovery. */
export async function sendStep(
  { marketplace, webhook, id, revision }: Recovery,
  at: Date,
  { sendWakeUp }: WakeUpQueue,
): Promise<void> {
  const message = { kind: 'recover', marketplace, webhook, recovery: id, step: revision } as const
  await sendWakeUp(message, at.toISOString())
}

/** What a person did about a recovery, to be put on record. */
export function recoveryEntry(
  { marketplace, webhook, id, from, to, statuses, total }: Recovery,
  action: 'recovery.started' | 'recovery.cancelled',
  who: { by: string; at: string },
): AuditEntry {
  const asked = { from, to, statuses, total }
  return auditEntry({ marketplace, ...who, action, webhook, recovery: id, asked })
}

/** What of a recovery is logged. */
export function logFields({ marketplace, webhook, id, recovered }: Recovery) {
  return { marketplace, webhook, recovery: id, recovered }
}
