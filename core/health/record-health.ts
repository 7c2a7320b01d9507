import { changeEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import type { Health } from './health.ts'
import {
  type HealthUpdate,
  updateHealthRow,
  forgetIfRemoved,
  type UpdateHealthPorts,
} from './update-health.ts'
import { addMs } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import type { Notice } from './notice.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { routerActor } from '../audit/actor.ts'

export type HealthPorts = UpdateHealthPorts &
  Pick<WebhookStore, 'findWebhook'> &
  Pick<WebhookChanges, 'replaceWebhook'> & {
    /** Puts the notice on the bus; answers what went wrong when it is not safe there. */
    announce: (notice: Notice, webhook: Webhook) => Promise<string | undefined>
    now: () => Date
    log: Log
  }

/** One failure more or less does not matter: who loses so often gives up. */
const maxTries = 5

/** So long whoever wrote a notice has to tell it before others do. */
const publishMs = 60_000

/** What was known of a receiver, and what is. */
export type RecordedHealth = { before: Health | undefined; after: Health | undefined }

/** Changes what is known of a webhook's receiver, and tells its owner what there is to tell. */
export async function recordHealth(
  { key, health }: { key: EndpointKey; health: Health | undefined },
  change: HealthUpdate,
  ports: HealthPorts,
): Promise<RecordedHealth> {
  const { kind, before, after } = await updateHealthRow({ key, health, maxTries }, change, ports)
  if (kind !== 'changed') return { before, after }
  // Who removes a webhook removes its row: only one that is new may have come after that.
  if (before === undefined && (await forgetIfRemoved(key, ports))) {
    return { before, after: undefined }
  }
  logCircuit(before, after, ports)
  return { before, after: after && (await publishNotices(after, ports)) }
}

/** Completes what was not told within a minute: who had it to tell has stopped, or could not. */
export async function publishOverdueNotices(
  health: Health,
  ports: HealthPorts,
): Promise<Health | undefined> {
  const before = addMs(ports.now(), -publishMs)
  return health.notices.some(({ at }) => at < before) ? publishNotices(health, ports) : health
}

/** Does what notices say and tells the owner; what cannot be told now stays in the row. */
async function publishNotices(health: Health, ports: HealthPorts): Promise<Health | undefined> {
  const left: Notice[] = []
  for (const notice of health.notices) {
    if (!(await isPublished(notice, health, ports))) left.push(notice)
  }
  if (left.length === health.notices.length) return health

  const after = { ...health, notices: left }
  if (await ports.replaceHealth(after, health)) return { ...after, revision: health.revision + 1 }
  return ports.findHealth({ marketplace: health.marketplace, id: health.webhook })
}

/** Whether there is nothing more to do about the notice. */
async function isPublished(notice: Notice, health: Health, ports: HealthPorts): Promise<boolean> {
  const { marketplace, webhook: id } = health
  const webhook = await ports.findWebhook(marketplace, id)
  if (webhook === undefined) return true
  if (notice.kind === 'disabled') {
    const disabled = await disable(webhook, notice, ports)
    if (disabled !== 'disabled') return disabled === 'changed since'
  }
  const { kind, at, ...facts } = notice
  const fault = await ports.announce(notice, webhook)
  const isSent = fault === undefined
  const message = isSent ? `webhook ${kind}` : `Cannot tell that a webhook is ${kind}: ${fault}`
  ports.log({ ...(!isSent && { level: 'ERROR' }), message, marketplace, webhook: id, ...facts })
  return isSent
}

/** Disables the webhook by the notice, once; one that was changed since is let be. */
async function disable(
  webhook: Webhook,
  { version, reason }: Extract<Notice, { kind: 'disabled' }>,
  { replaceWebhook, now }: HealthPorts,
): Promise<'disabled' | 'changed since' | 'being changed'> {
  const belongsToUs = webhook.disabled !== undefined && webhook.version === version + 1
  if (!webhook.enabled) return belongsToUs ? 'disabled' : 'changed since'
  if (webhook.version !== version) return 'changed since'

  const at = now().toISOString()
  const after: Webhook = {
    ...webhook,
    enabled: false,
    disabled: { at, reason },
    version: version + 1,
    changedAt: at,
    changedBy: routerActor,
  }
  const saved = await replaceWebhook(after, webhook, changeEntry(webhook, after))
  return saved === 'saved' ? 'disabled' : 'being changed'
}

function logCircuit(
  before: Health | undefined,
  after: Health | undefined,
  { log }: Pick<HealthPorts, 'log'>,
) {
  const isOpen = after?.circuit !== undefined
  if (isOpen === (before?.circuit !== undefined)) return
  const { marketplace, webhook } = after ?? before ?? {}
  const reason = after?.reason
  log({
    message: isOpen ? 'circuit opened' : 'circuit closed',
    marketplace,
    webhook,
    ...(reason !== undefined && { reason }),
  })
}
