import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { after as behind, lastPositionAt, positionAt } from '../deliveries/delivery-id.ts'
import type { HealthStore } from '../health/health-store.ts'
import { pauseOf } from '../health/health.ts'
import type { WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'
import type { Log } from '../ports.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'
import { sendAgain, type SendAgainPorts } from './send-again.ts'
import { logFields, type Recovery, type RecoveryStore, sendStep } from './recovery.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

export type RecoverPorts = SendAgainPorts &
  Pick<RecoveryStore, 'findRecovery' | 'replaceRecovery'> &
  Pick<WebhookStore, 'findWebhook'> &
  Pick<HealthStore, 'findHealth'> &
  Pick<WaitingStore, 'findWaiting'> &
  Pick<DeliveryStore, 'findEnded'> &
  WakeUpQueue & { log: Log }

type RecoverMessage = Extract<WakeUpMessage, { kind: 'recover' }>

const pageSize = 50

/**
 * While this many rows of the webhook are due, none are added: a cancel takes effect soon. They last
 * for five seconds at a rate limit, and for one if attempts take 50 ms at a concurrency limit.
 */
const due = { min: 50, max: 400, secondsOfRate: 5, ofEachInFlight: 20 }

/** The next step comes after twice the time since the last one, within these. */
const minRetryMs = 500
const backlogRetryMs = 4_000
const pausedRetryMs = 60_000

/**
 * Requeues the next page of a recovery at the pace of its webhook, and sends the message for the
 * page after it.
 */
export async function recover(message: RecoverMessage, ports: RecoverPorts): Promise<void> {
  const key = { marketplace: message.marketplace, id: message.endpoint }
  const recovery = await ports.findRecovery(key, message.recovery)
  if (recovery?.status !== 'running') return
  // The step was made; its process may have died before it sent the message for the next one.
  if (message.step === recovery.revision - 1) return sendStep(recovery, ports.now(), ports)
  if (message.step !== recovery.revision) return

  const { after, waitMs } = await step(recovery, key, ports)
  const now = ports.now()
  const touchedAt = now.toISOString()
  const isOver = after.status !== 'running'
  const ending = isOver && { endedAt: touchedAt }
  const moved = { ...after, ...ending, touchedAt, revision: recovery.revision + 1 }
  if (!(await ports.replaceRecovery(moved, recovery))) return
  if (isOver) ports.log({ message: `recovery ${moved.status}`, ...logFields(moved) })
  else await sendStep(moved, new Date(now.getTime() + waitMs), ports)
}

/** The recovery after the step, and how long to wait before the next one. */
async function step(recovery: Recovery, key: EndpointKey, ports: RecoverPorts) {
  const webhook = await ports.findWebhook(key.marketplace, key.id)
  if (webhook?.enabled !== true) return { after: cancelled(recovery), waitMs: 0 }

  const now = ports.now()
  const pause = pauseOf(await ports.findHealth(key), now)
  const retryMs = Math.max(minRetryMs, 2 * (now.getTime() - Date.parse(recovery.touchedAt)))
  if (pause !== undefined) return { after: recovery, waitMs: Math.min(retryMs, pausedRetryMs) }
  const maxDue = maxDueOf(webhook)
  const found = await ports.findWaiting(key, now.toISOString(), maxDue)
  if (found.length >= maxDue) return { after: recovery, waitMs: Math.min(retryMs, backlogRetryMs) }
  return { after: await page(recovery, webhook, ports), waitMs: 0 }
}

function maxDueOf({ limits: { perSecond = Infinity, inFlight = Infinity } = {} }: Webhook): number {
  const atLimit = Math.min(perSecond * due.secondsOfRate, inFlight * due.ofEachInFlight)
  return Math.min(Math.max(due.min, atLimit), due.max)
}

function cancelled(recovery: Recovery): Recovery {
  return { ...recovery, status: 'cancelled', reason: 'the webhook was disabled or deleted' }
}

/** The recovery after its next page, oldest first. A page that is not full ends its list. */
async function page(recovery: Recovery, webhook: Webhook, ports: RecoverPorts): Promise<Recovery> {
  const { marketplace, endpoint, list, cursor, to } = recovery
  const status = recovery.statuses[list]
  if (status === undefined) return { ...recovery, status: 'completed' }

  const range = { from: cursor, to: lastPositionAt(to) }
  const found = await ports.findEnded({ marketplace, endpoint, status }, range, pageSize)
  const isOrdered = webhook.ordering === 'RESOURCE'
  const count = await sendAgain(found, { recovery: recovery.id, isOrdered }, ports)
  if (count > 0) await wakeAt({ marketplace, id: endpoint }, ports.now().toISOString(), ports)

  const recovered = recovery.recovered + count
  const last = found.length < pageSize ? undefined : found.at(-1)
  const isThrough = last === undefined && list + 1 >= recovery.statuses.length
  if (isThrough) return { ...recovery, recovered, status: 'completed' }
  if (last === undefined) {
    return { ...recovery, recovered, list: list + 1, cursor: positionAt(recovery.from) }
  }
  return { ...recovery, recovered, cursor: behind(last.id) }
}
