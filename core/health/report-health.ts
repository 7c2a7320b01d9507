import { type AuditEntry, changeEntry } from '../audit/audit-entry.ts'
import type { Health } from './health.ts'
import { type Change, changeRow, forgetIfRemoved, type HealthChangeNeeds } from './update-health.ts'
import { momentAfter } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import type { Notice } from './notice.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'
import type { Saved } from '../webhooks/saved.ts'
import { routerItself } from '../audit/actor.ts'

export type HealthNeeds = HealthChangeNeeds & {
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  replaceWebhook: (after: Webhook, before: Webhook, entry: AuditEntry) => Promise<Saved>
  /** Puts the notice on the bus; answers what went wrong when it is not safe there. */
  announce: (notice: Notice, webhook: Webhook) => Promise<string | undefined>
  now: () => Date
  log: Log
}

/** One failure more or less does not matter: who loses so often gives up. */
const mostTries = 5

/** So long whoever wrote a notice has to tell it before others do. */
const settleMs = 60_000

/** What was known of a receiver, and what is. */
export type Kept = { before: Health | undefined; after: Health | undefined }

/** Changes what is known of a webhook's receiver, and tells its owner what there is to tell. */
export async function keepHealth(
  { key, health }: { key: WebhookKey; health: Health | undefined },
  change: Change,
  needs: HealthNeeds,
): Promise<Kept> {
  const { kind, before, after } = await changeRow({ key, health, mostTries }, change, needs)
  if (kind !== 'changed') return { before, after }
  // Who removes a webhook removes its row: only one that is new may have come after that.
  if (before === undefined && (await forgetIfRemoved(key, needs))) {
    return { before, after: undefined }
  }
  tellOfCircuit(before, after, needs)
  return { before, after: after && (await settle(after, needs)) }
}

/** Completes what was not told within a minute: who had it to tell has stopped, or could not. */
export async function settleOld(health: Health, needs: HealthNeeds): Promise<Health | undefined> {
  const before = momentAfter(needs.now(), -settleMs)
  return health.notices.some(({ at }) => at < before) ? settle(health, needs) : health
}

/** Does what notices say and tells the owner; what cannot be told now stays in the row. */
async function settle(health: Health, needs: HealthNeeds): Promise<Health | undefined> {
  const left: Notice[] = []
  for (const notice of health.notices) {
    if (!(await isTold(notice, health, needs))) left.push(notice)
  }
  if (left.length === health.notices.length) return health

  const after = { ...health, notices: left }
  if (await needs.replaceHealth(after, health)) return { ...after, revision: health.revision + 1 }
  return needs.findHealth({ marketplace: health.marketplace, id: health.webhook })
}

/** Whether there is nothing more to do about the notice. */
async function isTold(notice: Notice, health: Health, needs: HealthNeeds): Promise<boolean> {
  const { marketplace, webhook: id } = health
  const webhook = await needs.findWebhook(marketplace, id)
  if (webhook === undefined) return true
  if (notice.kind === 'disabled') {
    const disabled = await disable(webhook, notice, needs)
    if (disabled !== 'disabled') return disabled === 'changed since'
  }
  const { kind, at, ...facts } = notice
  const fault = await needs.announce(notice, webhook)
  const isSent = fault === undefined
  const message = isSent ? `webhook ${kind}` : `Cannot tell that a webhook is ${kind}: ${fault}`
  needs.log({ ...(!isSent && { level: 'ERROR' }), message, marketplace, webhook: id, ...facts })
  return isSent
}

/** Disables the webhook by the notice, once; one that was changed since is let be. */
async function disable(
  webhook: Webhook,
  { version, because }: Extract<Notice, { kind: 'disabled' }>,
  { replaceWebhook, now }: HealthNeeds,
): Promise<'disabled' | 'changed since' | 'being changed'> {
  const isOurs = webhook.disabled !== undefined && webhook.version === version + 1
  if (!webhook.enabled) return isOurs ? 'disabled' : 'changed since'
  if (webhook.version !== version) return 'changed since'

  const at = now().toISOString()
  const after: Webhook = {
    ...webhook,
    enabled: false,
    disabled: { at, because },
    version: version + 1,
    changedAt: at,
    changedBy: routerItself,
  }
  const saved = await replaceWebhook(after, webhook, changeEntry(webhook, after))
  return saved === 'saved' ? 'disabled' : 'being changed'
}

function tellOfCircuit(
  before: Health | undefined,
  after: Health | undefined,
  { log }: Pick<HealthNeeds, 'log'>,
) {
  const isOpen = after?.circuit !== undefined
  if (isOpen === (before?.circuit !== undefined)) return
  const { marketplace, webhook } = after ?? before ?? {}
  const because = after?.because
  log({
    message: isOpen ? 'circuit opened' : 'circuit closed',
    marketplace,
    webhook,
    ...(because !== undefined && { because }),
  })
}
