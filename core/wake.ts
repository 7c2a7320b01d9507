import type { DeliveryMessage, WakeUpMessage } from './messages.ts'
import type { Log } from './needs.ts'
import type { Waiting } from './record.ts'
import {
  overdueMs,
  wakeAnew,
  wakeAt,
  type WakeAtNeeds,
  type WakeUp,
  type WebhookKey,
} from './wake-up.ts'

export type WakeNeeds = WakeAtNeeds & {
  /** The webhook's waiting rows, earliest first: those that are due by that moment. */
  findWaiting: (webhook: WebhookKey, dueBy: string | undefined, limit: number) => Promise<Waiting[]>
  /** Moves a waiting row to a later moment; nothing happens if it is gone. */
  lend: (row: Waiting, until: string) => Promise<void>
  /** The first waiting row of each webhook that has some. */
  findFirstWaiting: () => AsyncIterable<Waiting>
  removeWakeUp: (wakeUp: WakeUp) => Promise<boolean>
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
  log: Log
}

type Sweep = Extract<WakeUpMessage, { kind: 'sweep' }>

/** So many deliveries come back with one wake-up; the next page has its own. */
const pageSize = 100

/** What was queued comes back after this time, should its message get lost. */
const lentMs = 3_600_000

/** Brings back what is due: of one webhook, or in a sweep of every webhook whose wake-up was lost. */
export async function wake(message: WakeUpMessage, needs: WakeNeeds): Promise<void> {
  if (message.kind === 'sweep') return sweep(message, needs)

  const webhook = { marketplace: message.marketplace, id: message.webhook }
  const wakeUp = await needs.findWakeUp(webhook)
  if (wakeUp !== undefined && wakeUp.token !== message.token) return
  if (wakeUp !== undefined && Date.parse(wakeUp.wakeAt) > needs.now().getTime()) {
    await needs.setWakeUp(webhook, wakeUp.wakeAt, wakeUp)
    return
  }

  await bringBack(webhook, needs)
  if (wakeUp !== undefined && !(await needs.removeWakeUp(wakeUp))) return

  // Only now, without a wake-up in place: who parks a row from here on sets one, and who parked
  // one before is seen here.
  const [next] = await needs.findWaiting(webhook, undefined, 1)
  if (next !== undefined) await wakeAt(webhook, next.dueAt, needs)
}

async function bringBack(webhook: WebhookKey, needs: WakeNeeds): Promise<void> {
  const now = needs.now()
  const due = await needs.findWaiting(webhook, now.toISOString(), pageSize)
  if (due.length === 0) return

  // Queued first and lent then: a crash between makes a repeated message, which the claim stops.
  const lentUntil = new Date(now.getTime() + lentMs).toISOString()
  await needs.queueDeliveries(due.map((row) => ({ kind: 'later', ...row, lentUntil })))
  await Promise.all(due.map((row) => needs.lend(row, lentUntil)))
  needs.log({
    message: 'woken',
    marketplace: webhook.marketplace,
    webhook: webhook.id,
    deliveries: due.length,
  })
}

async function sweep({ anew = false }: Sweep, needs: WakeNeeds): Promise<void> {
  const lostBefore = needs.now().getTime() - overdueMs
  for await (const { marketplace, webhook, dueAt } of needs.findFirstWaiting()) {
    if (!anew && Date.parse(dueAt) > lostBefore) continue

    await wakeAnew({ marketplace, id: webhook }, dueAt, needs)
    needs.log({ message: anew ? 'woken anew' : 'swept', marketplace, webhook, dueAt })
  }
}
