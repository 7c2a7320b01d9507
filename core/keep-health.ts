import type { Health } from './health.ts'
import type { Log } from './needs.ts'
import type { Notice } from './notice.ts'
import type { WebhookKey } from './wake-up.ts'
import type { Webhook } from './webhook.ts'
import type { Saved } from './webhook-faults.ts'

export type HealthNeeds = {
  findHealth: (webhook: WebhookKey) => Promise<Health | undefined>
  /** Saves the health, or removes it, unless another change came between (false). */
  replaceHealth: (after: Health | undefined, before: Health | undefined) => Promise<boolean>
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  replaceWebhook: (after: Webhook, before: Webhook) => Promise<Saved>
  /** Puts the notice on the bus; resolves when it is safe there. */
  announce: (notice: Notice, webhook: Webhook) => Promise<void>
  now: () => Date
  log: Log
}

type Change = (health: Health | undefined) => Health | undefined

/** One failure more or less does not matter: who loses so often gives up. */
const mostTries = 5

/** Changes what is known of a webhook's receiver, and tells its owner what there is to tell. */
export async function keepHealth(
  { key, health }: { key: WebhookKey; health: Health | undefined },
  change: Change,
  needs: HealthNeeds,
): Promise<Health | undefined> {
  let found = health
  for (let tries = 0; tries < mostTries; tries += 1) {
    const after = change(found)
    if (after === found) return found
    if (await needs.replaceHealth(after, found)) {
      tellOfCircuit(found, after, needs)
      return after && settle({ ...after, revision: (found?.revision ?? -1) + 1 }, needs)
    }
    found = await needs.findHealth(key)
  }
  return found
}

/**
 * Does what notices say and tells the owner. They stay in the row until then: whoever comes by after
 * a crash completes them.
 */
export async function settle(health: Health, needs: HealthNeeds): Promise<Health | undefined> {
  if (health.notices.length === 0) return health

  for (const notice of health.notices) await tell(notice, health, needs)
  const isEnd = health.notices.some(({ kind }) => kind === 'disabled')
  const after = isEnd ? undefined : { ...health, notices: [] }
  if (await needs.replaceHealth(after, health)) {
    return after && { ...after, revision: health.revision + 1 }
  }
  return needs.findHealth({ marketplace: health.marketplace, id: health.webhook })
}

async function tell(notice: Notice, health: Health, needs: HealthNeeds): Promise<void> {
  const { marketplace, webhook: id } = health
  const webhook = await needs.findWebhook(marketplace, id)
  if (webhook === undefined) return
  if (notice.kind === 'disabled' && !(await disable(webhook, notice, needs))) return

  await needs.announce(notice, webhook)
  const { kind, ...facts } = notice
  needs.log({ message: `webhook ${kind}`, marketplace, webhook: id, ...facts })
}

/** Whether the webhook is disabled by this notice; one that was changed since is let be. */
async function disable(
  webhook: Webhook,
  { version, because }: Extract<Notice, { kind: 'disabled' }>,
  { replaceWebhook, now }: HealthNeeds,
): Promise<boolean> {
  if (webhook.disabled !== undefined) return webhook.version === version + 1
  if (!webhook.enabled || webhook.version !== version) return false

  const at = now().toISOString()
  const saved = await replaceWebhook(
    {
      ...webhook,
      enabled: false,
      disabled: { at, because },
      version: version + 1,
      changedAt: at,
      changedBy: 'postrider',
    },
    webhook,
  )
  if (saved === 'saved') return true
  throw new Error(`Cannot disable the webhook '${webhook.id}': it is being changed`)
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
