import { type Delivery, positionOf } from '../deliveries/delivery.ts'
import { type Health, holdOf } from '../health/health.ts'
import type { WakeUpMessage } from '../deliveries/messages.ts'
import { momentAfter } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import { lentMs, type Waiting } from '../waiting/waiting-row.ts'
import { factsOf, Recoverable, type Recovery, sendStep } from './recovery.ts'
import { wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'

export type RecoverNeeds = WakeAtNeeds & {
  findRecovery: (webhook: WebhookKey, recovery: string) => Promise<Recovery | undefined>
  /** Saves it after a change, unless another change came between (false). */
  replaceRecovery: (after: Recovery, before: Recovery) => Promise<boolean>
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  findHealth: (webhook: WebhookKey) => Promise<Health | undefined>
  findWaiting: (webhook: WebhookKey, dueBy: string | undefined, limit: number) => Promise<Waiting[]>
  findEnded: (
    list: { marketplace: string; webhook: string; status: string },
    range: { from: string; to: string },
    limit: number,
  ) => Promise<Delivery[]>
  park: (row: Waiting) => Promise<void>
  removeWaiting: (rows: readonly Waiting[]) => Promise<void>
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>
  log: Log
}

type RecoverMessage = Extract<WakeUpMessage, { kind: 'recover' }>

const pageSize = 50

/** While so many of the webhook are due, no more are added: a cancel takes effect soon. */
const mostDue = 100
const fullMs = 5_000
const holdMs = 60_000

/**
 * Takes a recovery a page further, as fast as its webhook bears it, and sends the message for the
 * next.
 */
export async function recover(message: RecoverMessage, needs: RecoverNeeds): Promise<void> {
  const key = { marketplace: message.marketplace, id: message.webhook }
  const recovery = await needs.findRecovery(key, message.recovery)
  if (recovery?.status !== 'running') return
  // Of the step before: it was made, and whoever made it may have been stopped before this.
  if (message.step === recovery.revision - 1) return sendStep(recovery, needs.now(), needs)
  if (message.step !== recovery.revision) return

  const { after, waitMs } = await step(recovery, key, needs)
  const now = needs.now()
  const touchedAt = now.toISOString()
  const isOver = after.status !== 'running'
  const ending = isOver && { endedAt: touchedAt }
  const moved = { ...after, ...ending, touchedAt, revision: recovery.revision + 1 }
  if (!(await needs.replaceRecovery(moved, recovery))) return
  if (isOver) needs.log({ message: `recovery ${moved.status}`, ...factsOf(moved) })
  else await sendStep(moved, new Date(now.getTime() + waitMs), needs)
}

/** What became of the recovery, and how long its webhook can take no more. */
async function step(recovery: Recovery, key: WebhookKey, needs: RecoverNeeds) {
  const webhook = await needs.findWebhook(key.marketplace, key.id)
  if (webhook?.enabled !== true) return { after: ended(recovery), waitMs: 0 }

  const now = needs.now()
  const hold = holdOf(await needs.findHealth(key), now)
  if (hold !== undefined) return { after: recovery, waitMs: holdMs }
  const due = await needs.findWaiting(key, now.toISOString(), mostDue)
  if (due.length >= mostDue) return { after: recovery, waitMs: fullMs }
  return { after: await page(recovery, needs), waitMs: 0 }
}

function ended(recovery: Recovery): Recovery {
  return { ...recovery, status: 'cancelled', because: 'the webhook was disabled or removed' }
}

/**
 * The recovery after its next page, oldest first; a page that is not full is the last of its list.
 */
async function page(recovery: Recovery, needs: RecoverNeeds): Promise<Recovery> {
  const { marketplace, webhook, list, cursor, to } = recovery
  const status = recovery.statuses[list]
  if (status === undefined) return { ...recovery, status: 'completed' }

  const range = { from: cursor, to: `${to}~` }
  const found = await needs.findEnded({ marketplace, webhook, status }, range, pageSize)
  const taken = await Promise.all(found.map((delivery) => take(delivery, recovery, needs)))
  const count = taken.filter(Boolean).length
  if (count > 0) await wakeAt({ marketplace, id: webhook }, needs.now().toISOString(), needs)

  const recovered = recovery.recovered + count
  const last = found.length < pageSize ? undefined : found.at(-1)
  const isThrough = last === undefined && list + 1 >= recovery.statuses.length
  if (isThrough) return { ...recovery, recovered, status: 'completed' }
  if (last === undefined) return { ...recovery, recovered, list: list + 1, cursor: recovery.from }
  return { ...recovery, recovered, cursor: `${positionOf(last)}~` }
}

/**
 * Lets a delivery wait again, due at once. Its row is lent first, so that nobody takes it up before
 * the delivery is saved, and a crash anywhere leaves one that brings it back.
 */
async function take(delivery: Delivery, { id }: Recovery, needs: RecoverNeeds): Promise<boolean> {
  const { marketplace, webhook, attempts, status, recovery, isTest } = delivery
  const isOurs = Recoverable.safeParse(status).success && recovery !== id && isTest !== true
  if (!isOurs) return false

  const now = needs.now()
  const dueAt = now.toISOString()
  const row = { marketplace, webhook, delivery: delivery.id, dueAt, number: attempts.length + 1 }
  const lent = { ...row, lentUntil: momentAfter(now, lentMs) }
  await needs.park(lent)
  const again = { dueAt, scheduleStart: attempts.length, recovery: id }
  const after: Delivery = {
    ...delivery,
    ...again,
    status: 'pending',
    revision: delivery.revision + 1,
  }
  const isSaved = await needs.replaceDelivery(after, delivery)
  if (isSaved) await needs.park(row)
  await needs.removeWaiting([lent])
  return isSaved
}
