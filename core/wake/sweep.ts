import { type Delivery, positionOf } from '../deliveries/delivery.ts'
import type { WakeUpMessage } from '../deliveries/messages.ts'
import { momentAfter } from '../values/timestamp.ts'
import type { Log } from '../ports.ts'
import { type Recovery, resumeIfLost } from './recovery.ts'
import { isLost, wakeAnew, wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import { type Waiting, firstRow, missedMs } from '../waiting/waiting-row.ts'
import type { WebhookKey } from '../webhooks/webhook.ts'

export type SweepNeeds = WakeAtNeeds & {
  /**
   * The webhooks that have something waiting or lent, and those with a running recovery, from the
   * one after that on.
   */
  findWaitingWebhooks: (
    after: string | undefined,
  ) => AsyncIterable<WebhookKey & { place: string; recovery?: Recovery }>
  /** The marketplaces that have webhooks. */
  findMarketplaces: () => AsyncIterable<string>
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>
  park: (row: Waiting) => Promise<void>
  /** Pending deliveries, oldest first: between two places in the order of their age. */
  findPending: (
    marketplace: string,
    range: { from: string; to: string },
    limit: number,
  ) => Promise<Delivery[]>
  /** Up to which place a marketplace's first attempts were looked at. */
  findSwept: (marketplace: string) => Promise<string | undefined>
  keepSwept: (marketplace: string, upTo: string) => Promise<void>
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  log: Log
}

/** So many are looked at in one invocation; the next message goes on. */
const webhooksAtOnce = 1000
const deliveriesAtOnce = 100

/**
 * Gives a new wake-up to every webhook whose wake-up was lost: its moment is over, or there is none
 * though something waits. `anew` trusts no wake-up that is there.
 */
export async function sweep(
  { anew = false, after }: Extract<WakeUpMessage, { kind: 'sweep' }>,
  needs: SweepNeeds,
): Promise<void> {
  const at = needs.now().toISOString()
  if (after === undefined) {
    for await (const marketplace of needs.findMarketplaces()) {
      await needs.sendWakeUp({ kind: 'sweep-first', marketplace }, at)
    }
  }
  let seen = 0
  for await (const { place, recovery, ...webhook } of needs.findWaitingWebhooks(after)) {
    if (recovery === undefined) await wakeIfLost(webhook, anew, needs)
    else await resumeIfLost(recovery, anew, needs)
    seen += 1
    if (seen === webhooksAtOnce) {
      await needs.sendWakeUp({ kind: 'sweep', anew, after: place }, at)
      return
    }
  }
}

async function wakeIfLost(webhook: WebhookKey, anew: boolean, needs: SweepNeeds): Promise<void> {
  const found = await needs.findWakeUp(webhook)
  const now = needs.now()
  if (!anew && found !== undefined && !isLost(found, now)) return

  await wakeAnew(webhook, now.toISOString(), needs)
  const { marketplace, id } = webhook
  needs.log({ message: anew ? 'woken anew' : 'swept', marketplace, webhook: id })
}

/** Lets the first attempts that nobody made within an hour come back by a waiting row. */
export async function sweepFirst(
  { marketplace }: Extract<WakeUpMessage, { kind: 'sweep-first' }>,
  needs: SweepNeeds,
): Promise<void> {
  const from = (await needs.findSwept(marketplace)) ?? ''
  const to = momentAfter(needs.now(), -missedMs)
  const pending = await needs.findPending(marketplace, { from, to }, deliveriesAtOnce)
  for (const delivery of pending) {
    if (isMissed(delivery, needs.now())) await bringBack(delivery, needs)
  }
  const last = pending.length === deliveriesAtOnce ? pending.at(-1) : undefined
  await needs.keepSwept(marketplace, last === undefined ? to : `${positionOf(last)}~`)
  if (last !== undefined) await needs.sendWakeUp({ kind: 'sweep-first', marketplace }, to)
}

/**
 * Not in anybody's hands. Whether one that waits has its row is not known here: it gets it again.
 */
function isMissed({ attempts, claimedUntil, requested }: Delivery, now: Date): boolean {
  const isClaimed = claimedUntil !== undefined && claimedUntil > now.toISOString()
  return attempts.length === 0 && !isClaimed && requested === undefined
}

async function bringBack(delivery: Delivery, needs: SweepNeeds): Promise<void> {
  const { claimedUntil, ...rest } = delivery
  const { marketplace, webhook, id, createdAt, dueAt, revision } = rest
  await needs.park(firstRow(delivery))
  if (claimedUntil === undefined && dueAt !== undefined) return // the sweep looks after its wake-up

  await needs.replaceDelivery({ ...rest, dueAt: createdAt, revision: revision + 1 }, delivery)
  await wakeAt({ marketplace, id: webhook }, needs.now().toISOString(), needs)
  needs.log({ message: 'missed', marketplace, webhook, delivery: id })
}
