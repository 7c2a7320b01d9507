import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, invalidField, problem } from '../api/problem.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { lastPositionAt, positionAt } from '../deliveries/delivery-id.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import {
  recoveryEntry,
  type RecoveryStore,
  logFields,
  newRecovery,
  recoverable,
  type Recovery,
  sendStep,
} from '../wake/recovery.ts'
import type { WakeUpQueue } from '../waiting/wake-up-message.ts'
import { Timestamp } from '../values/timestamp-input.ts'
import type { Log } from '../ports.ts'
import { type Conflict, optimisticUpdate } from '../values/optimistic-update.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type RecoveryPorts = RecoveryStore &
  Pick<WebhookStore, 'findWebhook'> &
  Pick<DeliveryStore, 'countEnded'> &
  AuditStore &
  WakeUpQueue & { newUuid: () => string; now: () => Date; log: Log }

/** Recovers the failed and skipped deliveries of a time range. */
export const recoveryRoutes: readonly Operation<RecoveryPorts>[] = [
  { method: 'POST', path: '/webhooks/{id}/recover', scope: 'webhooks:write', handle: start },
  { method: 'GET', path: '/webhooks/{id}/recoveries/{job}', scope: 'webhooks:read', handle: show },
  {
    method: 'POST',
    path: '/webhooks/{id}/recoveries/{job}/cancel',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: cancel,
  },
]

export const RecoverableStatus = z.enum(recoverable)

/** The body that starts a recovery; `to` defaults to now. */
export const Start = z.strictObject({
  from: Timestamp,
  to: Timestamp.optional(),
  statuses: z
    .array(RecoverableStatus)
    .min(1)
    .transform((statuses) => [...new Set(statuses)])
    .default(['failed', 'skipped']),
  dryRun: z.boolean().default(false),
})

async function start(request: ApiRequest, ports: RecoveryPorts): Promise<ApiResponse> {
  const { caller, params } = request
  const parsed = Start.safeParse(request.json)
  if (!parsed.success) return invalid('recovery', parsed.error)

  const at = ports.now().toISOString()
  const { dryRun, ...asked } = parsed.data
  const wanted = { ...asked, to: asked.to ?? at }
  const isEmpty = wanted.from > at || wanted.from > wanted.to
  if (isEmpty) return invalidField('recovery', 'from', 'must be before now, and not after to')

  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  if (!webhook.enabled) {
    return problem(409, `Cannot recover: the webhook '${webhook.id}' is disabled; enable it first`)
  }
  const counts = await countsOf(webhook, wanted, ports)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  if (dryRun) {
    return { status: 200, body: { ...wanted, counts: Object.fromEntries(counts), total } }
  }
  const by = caller.subject
  const recovery = newRecovery(webhook, { id: ports.newUuid(), ...wanted, total }, { at, by })
  if (!(await ports.addRecovery(recovery))) {
    return problem(409, 'Cannot recover: the webhook has a running recovery; wait or cancel it')
  }
  await sendStep(recovery, ports.now(), ports)
  ports.log({ message: 'recovery started', ...logFields(recovery), total, by })
  await ports.addAudit(recoveryEntry(recovery, 'recovery.started', { by, at }))
  const location = `/webhooks/${webhook.id}/recoveries/${recovery.id}`
  return { status: 202, headers: { location }, body: toRecoveryView(recovery) }
}

async function show({ caller, params }: ApiRequest, ports: RecoveryPorts): Promise<ApiResponse> {
  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const recovery = await ports.findRecovery(key, params['job'] ?? '')
  return recovery === undefined ? unknown(params) : { status: 200, body: toRecoveryView(recovery) }
}

/** A step of the recovery may come first a few times; each takes seconds. */
const maxTries = 5

/** A cancel takes no fields. */
const Cancel = z.strictObject({})

async function cancel(request: ApiRequest, ports: RecoveryPorts): Promise<ApiResponse> {
  const { caller, params, json = {} } = request
  const parsed = Cancel.safeParse(json)
  if (!parsed.success) return invalid('cancel', parsed.error)

  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const read = () => ports.findRecovery(key, params['job'] ?? '')
  const cancelled = await optimisticUpdate({ read, maxTries }, (found) =>
    found?.status === 'running' ? cancelRunning(found, caller.subject, ports) : found,
  )
  if (cancelled === undefined) return unknown(params)
  if (cancelled !== 'conflict') return { status: 200, body: toRecoveryView(cancelled) }
  return problem(409, 'Cannot cancel the recovery: it keeps changing; try again')
}

async function cancelRunning(
  found: Recovery,
  by: string,
  ports: RecoveryPorts,
): Promise<Recovery | Conflict> {
  const endedAt = ports.now().toISOString()
  const after: Recovery = {
    ...found,
    status: 'cancelled',
    reason: `cancelled by ${by}`,
    endedAt,
    revision: found.revision + 1,
  }
  if (!(await ports.replaceRecovery(after, found))) return 'conflict'

  ports.log({ message: 'recovery cancelled', ...logFields(after), by })
  await ports.addAudit(recoveryEntry(after, 'recovery.cancelled', { by, at: endedAt }))
  return after
}

async function countsOf(
  { marketplace, id: webhook }: Webhook,
  { statuses, from, to }: Pick<Recovery, 'statuses' | 'from' | 'to'>,
  { countEnded }: RecoveryPorts,
) {
  return Promise.all(
    statuses.map(async (status) => {
      const count = await countEnded(
        { marketplace, endpoint: webhook, status },
        { from: positionAt(from), to: lastPositionAt(to) },
      )
      return [status, count] as const
    }),
  )
}

function toRecoveryView(recovery: Recovery) {
  const { marketplace, endpoint, list, cursor, touchedAt, revision, ...view } = recovery
  return { ...view, webhook: endpoint }
}

function unknown({ job }: ApiRequest['params']): ApiResponse {
  return problem(404, `Cannot find the recovery '${job ?? ''}': this webhook has none with this id`)
}
