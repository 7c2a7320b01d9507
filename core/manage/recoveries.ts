import * as z from 'zod'

import {
  type ApiAnswer,
  type ApiRequest,
  invalid,
  invalidField,
  problem,
  type Route,
} from '../api/endpoint.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import {
  entryOf,
  factsOf,
  newRecovery,
  Recoverable,
  type Recovery,
  sendStep,
} from '../wake/recovery.ts'
import type { WakeUpMessage } from '../deliveries/messages.ts'
import { Moment } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type RecoveryNeeds = {
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
export const recoveryRoutes: readonly Route<RecoveryNeeds>[] = [
  { method: 'POST', path: '/webhooks/{id}/recover', scope: 'webhooks:write', answer: start },
  { method: 'GET', path: '/webhooks/{id}/recoveries/{job}', scope: 'webhooks:read', answer: show },
  {
    method: 'POST',
    path: '/webhooks/{id}/recoveries/{job}/cancel',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    answer: cancel,
  },
]

/** The body that starts a recovery; without `to` until now. */
export const Start = z.strictObject({
  from: Moment,
  to: Moment.optional(),
  statuses: z
    .array(Recoverable)
    .min(1)
    .transform((statuses) => [...new Set(statuses)])
    .default(['failed', 'skipped']),
  dryRun: z.boolean().default(false),
})

async function start(request: ApiRequest, needs: RecoveryNeeds): Promise<ApiAnswer> {
  const { caller, params } = request
  const parsed = Start.safeParse(request.json)
  if (!parsed.success) return invalid('recovery', parsed.error)

  const at = needs.now().toISOString()
  const { dryRun, ...asked } = parsed.data
  const wanted = { ...asked, to: asked.to ?? at }
  const isEmpty = wanted.from > at || wanted.from > wanted.to
  if (isEmpty) return invalidField('recovery', 'from', 'must be before now, and not after to')

  const webhook = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  if (!webhook.enabled) {
    return problem(409, `Cannot recover: the webhook '${webhook.id}' is disabled; enable it first`)
  }
  const counts = await countsOf(webhook, wanted, needs)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  if (dryRun) {
    return { status: 200, body: { ...wanted, counts: Object.fromEntries(counts), total } }
  }
  const by = caller.subject
  const recovery = newRecovery(webhook, { id: needs.newUuid(), ...wanted, total }, { at, by })
  if (!(await needs.addRecovery(recovery))) {
    return problem(409, 'Cannot recover: the webhook has a running recovery; wait or cancel it')
  }
  await sendStep(recovery, needs.now(), needs)
  needs.log({ message: 'recovery started', ...factsOf(recovery), total, by })
  await needs.addAudit(entryOf(recovery, 'recovery.started', { by, at }))
  const location = `/webhooks/${webhook.id}/recoveries/${recovery.id}`
  return { status: 202, headers: { location }, body: toView(recovery) }
}

async function show({ caller, params }: ApiRequest, needs: RecoveryNeeds): Promise<ApiAnswer> {
  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const recovery = await needs.findRecovery(key, params['job'] ?? '')
  return recovery === undefined ? unknown(params) : { status: 200, body: toView(recovery) }
}

/** A step that is being made may win a few times; it takes seconds. */
const mostTries = 5

/** A cancel is told nothing. */
const Cancel = z.strictObject({})

async function cancel(request: ApiRequest, needs: RecoveryNeeds): Promise<ApiAnswer> {
  const { caller, params, json = {} } = request
  const parsed = Cancel.safeParse(json)
  if (!parsed.success) return invalid('cancel', parsed.error)

  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await needs.findRecovery(key, params['job'] ?? '')
    if (found === undefined) return unknown(params)
    if (found.status !== 'running') return { status: 200, body: toView(found) }

    const because = `cancelled by ${caller.subject}`
    const endedAt = needs.now().toISOString()
    const revision = found.revision + 1
    const after: Recovery = { ...found, status: 'cancelled', because, endedAt, revision }
    if (!(await needs.replaceRecovery(after, found))) continue

    needs.log({ message: 'recovery cancelled', ...factsOf(after), by: caller.subject })
    const who = { by: caller.subject, at: endedAt }
    await needs.addAudit(entryOf(after, 'recovery.cancelled', who))
    return { status: 200, body: toView(after) }
  }
  return problem(409, 'Cannot cancel the recovery: it is moving on; ask again')
}

async function countsOf(
  { marketplace, id: webhook }: Webhook,
  { statuses, from, to }: Pick<Recovery, 'statuses' | 'from' | 'to'>,
  { countEnded }: RecoveryNeeds,
) {
  return Promise.all(
    statuses.map(async (status) => {
      const count = await countEnded({ marketplace, webhook, status }, { from, to: `${to}~` })
      return [status, count] as const
    }),
  )
}

function toView({ marketplace, list, cursor, touchedAt, revision, ...view }: Recovery) {
  return view
}

function unknown({ job }: ApiRequest['params']): ApiAnswer {
  return problem(404, `Cannot find the recovery '${job ?? ''}': this webhook has none with this id`)
}
