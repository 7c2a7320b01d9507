import { holdOf } from '../health/health.ts'
import type { WakeUpMessage } from '../deliveries/messages.ts'
import { momentAfter } from '../values/timestamp.ts'
import { recover, type RecoverNeeds } from './recover.ts'
import { release, type ReleaseEnd, type ReleaseNeeds } from './dispatch.ts'
import { sweep, sweepFirst, type SweepNeeds } from './sweep.ts'
import { wakeAt, type WakeUp } from '../waiting/wake-up.ts'
import type { WebhookKey } from '../webhooks/webhook.ts'

export type WakeNeeds = ReleaseNeeds &
  SweepNeeds &
  RecoverNeeds & {
    /** Marks the wake-up as running, if it is the one that was found. */
    takeWakeUp: (running: WakeUp, found: WakeUp | undefined) => Promise<boolean>
    removeWakeUp: (wakeUp: WakeUp) => Promise<boolean>
  }

type WakeUpOf = Extract<WakeUpMessage, { kind: 'wake-up' }>

/** Longer than the function may run: then somebody else may take its place. */
const runMs = 70_000

/**
 * Brings back what is due: of one webhook, or in a sweep of every webhook whose wake-up was lost.
 */
export async function wake(message: WakeUpMessage, needs: WakeNeeds): Promise<void> {
  switch (message.kind) {
    case 'wake-up':
      return wakeWebhook(message, needs)
    case 'sweep':
      return sweep(message, needs)
    case 'sweep-first':
      return sweepFirst(message, needs)
    case 'recover':
      return recover(message, needs)
  }
}

async function wakeWebhook(message: WakeUpOf, needs: WakeNeeds): Promise<void> {
  const webhook = { marketplace: message.marketplace, id: message.webhook }
  const running = await take(message, needs)
  if (running === undefined) return

  const released = await release(webhook, needs)
  if (!(await needs.removeWakeUp(running))) return
  await wakeForNext(webhook, released, needs)
}

/** The wake-up, if it is ours to run; one at a time, so that nobody counts what another sends. */
async function take(message: WakeUpOf, needs: WakeNeeds): Promise<WakeUp | undefined> {
  const { marketplace, webhook, token } = message
  const found = await needs.findWakeUp({ marketplace, id: webhook })
  if (found !== undefined && found.token !== token) return undefined

  const now = needs.now()
  if (found !== undefined && Date.parse(found.wakeAt) > now.getTime()) {
    await hop(message, found, needs)
    return undefined
  }
  const endsAt = momentAfter(now, runMs)
  const running: WakeUp = { marketplace, webhook, token, wakeAt: endsAt, isRunning: true }
  return (await needs.takeWakeUp(running, found)) ? running : undefined
}

/**
 * A message comes early, or while somebody runs; should that run break off, it is there afterwards.
 */
async function hop(message: WakeUpOf, found: WakeUp, needs: WakeNeeds): Promise<void> {
  if (found.isRunning === true) return needs.sendWakeUp(message, found.wakeAt)
  await needs.setWakeUp({ marketplace: found.marketplace, id: found.webhook }, found.wakeAt, found)
}

/**
 * Only now, without a wake-up in place: who parks a row from here on sets one, and who parked one
 * before is seen here.
 */
async function wakeForNext(
  webhook: WebhookKey,
  { notBefore, isHeld }: ReleaseEnd,
  needs: WakeNeeds,
): Promise<void> {
  const [[due], [lent], health, found] = await Promise.all([
    needs.findWaiting(webhook, undefined, 1),
    needs.findLent(webhook, 1),
    needs.findHealth(webhook),
    needs.findWebhook(webhook.marketplace, webhook.id),
  ])
  // It may have been removed meanwhile; then what waits is dropped, due or not.
  const dueAt = due && (found === undefined ? notBefore : due.dueAt)
  const [first] = [dueAt, lent?.lentUntil].filter((at) => at !== undefined).sort()
  if (first === undefined) return

  // A hold may have ended meanwhile, and then nobody else could set an earlier wake-up.
  const now = needs.now()
  const earliest = isHeld && holdOf(health, now) === undefined ? now.toISOString() : notBefore
  await wakeAt(webhook, first > earliest ? first : earliest, needs)
}
