import { auditEntry, type AuditEntry } from '../audit/audit-entry.ts'
import { positionAt } from '../deliveries/delivery-id.ts'
import type { WakeUpQueue } from '../waiting/wake-up-message.ts'
import type { Log } from '../ports.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/** Deliveries that ran out of attempts, and those that were skipped while the webhook was disabled. */
export const recoverable = ['failed', 'skipped'] as const
type Recoverable = (typeof recoverable)[number]

/** Sends a webhook's deliveries of a time range again, page after page. */
export type Recovery = {
  id: string
  marketplace: string
  endpoint: string
  status: 'running' | 'completed' | 'cancelled'
  from: string
  to: string
  statuses: Recoverable[]
  /** How many deliveries there were at the start. */
  total: number
  /** How many were requeued since then; the deliveries have their outcomes. */
  recovered: number
  /** The status that is being recovered, as an index, and the position in its list. */
  list: number
  cursor: string
  createdAt: string
  by: string
  /** When it last made a step, or had to wait; if that is long ago, its message was lost. */
  touchedAt: string
  endedAt?: string
  /** Why it was cancelled. */
  reason?: string
  revision: number
}

/** Recoveries: at most one runs for each endpoint; ended ones are stored like deliveries. */
export type RecoveryStore = {
  /** Adds a running recovery; false if the endpoint has one already. */
  addRecovery: (recovery: Recovery) => Promise<boolean>
  findRecovery: (key: EndpointKey, recovery: string) => Promise<Recovery | undefined>
  /** Saves a running recovery after a change; false if another change came first. */
  replaceRecovery: (after: Recovery, before: Recovery) => Promise<boolean>
}

/** What was requested, and how many deliveries that is. */
type RecoveryRequest = Pick<Recovery, 'id' | 'from' | 'to' | 'statuses' | 'total'>

/** A recovery before its first step. */
export function newRecovery(
  { marketplace, id: endpoint }: EndpointKey,
  { id, ...request }: RecoveryRequest,
  { at, by }: { at: string; by: string },
): Recovery {
  return {
    id,
    marketplace,
    endpoint,
    status: 'running',
    ...request,
    recovered: 0,
    list: 0,
    cursor: positionAt(request.from),
    createdAt: at,
    by,
    touchedAt: at,
    revision: 0,
  }
}

type StepPorts = WakeUpQueue & { now: () => Date; log: Log }

/** Without a step for this long, the message was lost. */
const lostMs = 300_000

/**
 * Sends the message for the next page again if it was lost; with `resetAll`, assumes that it was.
 * False if it was not.
 */
export async function resumeIfLost(
  recovery: Recovery,
  resetAll: boolean,
  ports: StepPorts,
): Promise<boolean> {
  const now = ports.now()
  if (!resetAll && Date.parse(recovery.touchedAt) > now.getTime() - lostMs) return false
  await sendStep(recovery, now, ports)
  ports.log({ message: 'recovery resumed', ...logFields(recovery) })
  return true
}

/** Sends the message for the next page of a recovery. */
export async function sendStep(
  { marketplace, endpoint, id, revision }: Recovery,
  at: Date,
  { sendWakeUp }: WakeUpQueue,
): Promise<void> {
  const message = {
    kind: 'recover',
    marketplace,
    endpoint,
    recovery: id,
    step: revision,
  } as const
  await sendWakeUp(message, at.toISOString())
}

/** The audit entry for a person's action on a recovery. */
export function recoveryEntry(
  { marketplace, endpoint, id, from, to, statuses, total }: Recovery,
  action: 'recovery.started' | 'recovery.cancelled',
  who: { by: string; at: string },
): AuditEntry {
  const selection = { from, to, statuses, total }
  return auditEntry({
    marketplace,
    ...who,
    action,
    webhook: endpoint,
    recovery: id,
    selection,
  })
}

/** The fields of a recovery in a log line. */
export function logFields({ marketplace, endpoint, id, recovered }: Recovery) {
  return { marketplace, webhook: endpoint, recovery: id, recovered }
}
