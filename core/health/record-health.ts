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
    /** Publishes the notice on the bus; resolves with the reason if that failed. */
    announce: (notice: Notice, webhook: Webhook) => Promise<string | undefined>
    now: () => Date
    log: Log
  }

/**
 * After this many conflicts the attempt is not counted: one failure more or less does not matter.
 */
const maxTries = 5

/** How long the process that wrote a notice has to publish it, before another one does. */
const publishMs = 60_000

/** A receiver's health before and after a change. */
export type RecordedHealth = { before: Health | undefined; after: Health | undefined }

/** Changes the health of a webhook's receiver, and publishes its notices. */
export async function recordHealth(
  { key, health }: { key: EndpointKey; health: Health | undefined },
  change: HealthUpdate,
  ports: HealthPorts,
): Promise<RecordedHealth> {
  const { kind, before, after } = await updateHealthRow({ key, health, maxTries }, change, ports)
  if (kind !== 'changed') return { before, after }
  // Deleting a webhook removes its health row: only a new row may have been added after that.
  if (before === undefined && (await forgetIfRemoved(key, ports))) {
    return { before, after: undefined }
  }
  logCircuit(before, after, ports)
  logSlow(before, after, ports)
  return { before, after: after && (await publishNotices(after, ports)) }
}

/** Publishes notices that their writer did not publish within a minute. */
export async function publishOverdueNotices(
  health: Health,
  ports: HealthPorts,
): Promise<Health | undefined> {
  const before = addMs(ports.now(), -publishMs)
  return health.notices.some(({ at }) => at < before) ? publishNotices(health, ports) : health
}

/** Acts on notices and publishes them; those that cannot be published stay in the row. */
async function publishNotices(health: Health, ports: HealthPorts): Promise<Health | undefined> {
  const left: Notice[] = []
  for (const notice of health.notices) {
    if (!(await isPublished(notice, health, ports))) left.push(notice)
  }
  if (left.length === health.notices.length) return health

  const after = { ...health, notices: left }
  if (await ports.replaceHealth(after, health)) return { ...after, revision: health.revision + 1 }
  return ports.findHealth({ marketplace: health.marketplace, id: health.endpoint })
}

/** Whether the notice is published, or no longer needs to be. */
async function isPublished(notice: Notice, health: Health, ports: HealthPorts): Promise<boolean> {
  const { marketplace, endpoint: id } = health
  const webhook = await ports.findWebhook(marketplace, id)
  if (webhook === undefined) return true
  if (notice.kind === 'disabled') {
    const disabled = await disable(webhook, notice, ports)
    if (disabled !== 'disabled') return disabled === 'changed since'
  }
  const { kind, at, ...facts } = notice
  const reason = await ports.announce(notice, webhook)
  const isSent = reason === undefined
  const message = isSent ? `webhook ${kind}` : `Cannot publish 'webhook.${kind}': ${reason}`
  ports.log({ ...(!isSent && { level: 'ERROR' }), message, marketplace, webhook: id, ...facts })
  return isSent
}

/** Disables the webhook of the notice once, unless it was changed since. */
async function disable(
  webhook: Webhook,
  { version, reason }: Extract<Notice, { kind: 'disabled' }>,
  { replaceWebhook, now }: HealthPorts,
): Promise<'disabled' | 'changed since' | 'being changed'> {
  const isDisabledByNotice =
    webhook.disabled?.reason !== undefined && webhook.version === version + 1
  if (!webhook.enabled) return isDisabledByNotice ? 'disabled' : 'changed since'
  if (webhook.version !== version) return 'changed since'

  const at = now().toISOString()
  const after: Webhook = {
    ...webhook,
    enabled: false,
    disabled: { at, by: routerActor, reason },
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
  const { marketplace, endpoint } = after ?? before ?? {}
  const reason = after?.reason === undefined ? {} : { reason: after.reason }
  log({
    message: isOpen ? 'circuit opened' : 'circuit closed',
    marketplace,
    webhook: endpoint,
    ...reason,
  })
}

function logSlow(
  before: Health | undefined,
  after: Health | undefined,
  { log }: Pick<HealthPorts, 'log'>,
) {
  const isSlow = after?.slow !== undefined
  if (isSlow === (before?.slow !== undefined)) return
  const { marketplace, endpoint } = after ?? before ?? {}
  const message = isSlow ? 'receiver slow' : 'receiver no longer slow'
  log({ message, marketplace, webhook: endpoint })
}
