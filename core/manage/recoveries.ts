import * as z from 'zod'

import {
  type ApiResponse,
  type ApiRequest,
  invalid,
  invalidField,
  problem,
  type Operation,
} from '../api/operation.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import {
  recoveryEntry,
  logFields,
  newRecovery,
  Recoverable,
  type Recovery,
  sendStep,
} from '../wake/recovery.ts'
import type { WakeUpMessage } from '../deliveries/messages.ts'
import { Timestamp } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type RecoveryPorts = {
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  countEnded: (
    list: { marketplace: string; webhook: string; status: string },
    range: { from: string; to: string },
  ) => Promise<number>
  /** Adds a running recovery; false if the webhook has one already. */
  addRecovery: (recovery: Recovery) => Promise<boolean>
  findRecovery: (webhook: WebhookKey, recovery: string) => Promise<Recovery | undefined>
  replaceRecovery: (after: Recovery, before: Recovery) => Promise<boolean>
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>
  /** Puts on record what was done. */
  addAudit: (entry: AuditEntry) => Promise<void>
  newUuid: () => string
  now: () => Date
  log: Log
}

/** Sending again what failed or was skipped in some time. */
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

/** The body that starts a recovery; without `to` until now. */
export const Start = z.strictObject({
  from: Timestamp,
  to: Timestamp.optional(),
  statuses: z
    .array(Recoverable)
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

/** A step that is being made may win a few times; it takes seconds. */
const maxTries = 5

/** A cancel is told nothing. */
const Cancel = z.strictObject({})

async function cancel(request: ApiRequest, ports: RecoveryPorts): Promise<ApiResponse> {
  const { caller, params, json = {} } = request
  const parsed = Cancel.safeParse(json)
  if (!parsed.success) return invalid('cancel', parsed.error)

  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  for (let tries = 0; tries < maxTries; tries += 1) {
    const found = await ports.findRecovery(key, params['job'] ?? '')
    if (found === undefined) return unknown(params)
    if (found.status !== 'running') return { status: 200, body: toRecoveryView(found) }

    const reason = `cancelled by ${caller.subject}`
    const endedAt = ports.now().toISOString()
    const revision = found.revision + 1
    const after: Recovery = { ...found, status: 'cancelled', reason, endedAt, revision }
    if (!(await ports.replaceRecovery(after, found))) continue

    ports.log({ message: 'recovery cancelled', ...logFields(after), by: caller.subject })
    const who = { by: caller.subject, at: endedAt }
    await ports.addAudit(recoveryEntry(after, 'recovery.cancelled', who))
    return { status: 200, body: toRecoveryView(after) }
  }
  return problem(409, 'Cannot cancel the recovery: it is moving on; ask again')
}

async function countsOf(
  { marketplace, id: webhook }: Webhook,
  { statuses, from, to }: Pick<Recovery, 'statuses' | 'from' | 'to'>,
  { countEnded }: RecoveryPorts,
) {
  return Promise.all(
    statuses.map(async (status) => {
      const count = await countEnded({ marketplace, webhook, status }, { from, to: `${to}~` })
      return [status, count] as const
    }),
  )
}

function toRecoveryView({ marketplace, list, cursor, touchedAt, revision, ...view }: Recovery) {
  return view
}

function unknown({ job }: ApiRequest['params']): ApiResponse {
  return problem(404, `Cannot find the recovery '${job ?? ''}': this webhook has none with this id`)
}
