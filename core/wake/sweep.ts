import type { Log } from '../ports.ts'
import type { SweepCounts, WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'
import { isOverdue, replaceWakeUp, type WakeAtPorts } from '../waiting/wake-up.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { isExpiryCheckDue } from './certificate-check.ts'
import { resumeIfLost } from './recovery.ts'
import type { Waiting, SweepStore } from './sweep-store.ts'

export type SweepPorts = WakeAtPorts &
  Pick<SweepStore, 'findAllWaiting'> &
  Pick<WebhookStore, 'findMarketplaces'> &
  WakeUpQueue & { log: Log }

type Sweep = Extract<WakeUpMessage, { kind: 'sweep' }>
/** Where the next message continues. */
type Next = Pick<Sweep, 'after' | 'afterMarketplace'>

const none: SweepCounts = { marketplaces: 0, webhooks: 0, woken: 0 }

/** The most marketplaces, and the most partitions, that one invocation reads. */
const atOnce = 500

/**
 * Queues a sweep of first attempts and a roll-up for every marketplace, and sets a new wake-up for every
 * webhook whose own was lost: it is overdue, or missing though deliveries wait. With `resetAll` every
 * wake-up is replaced, and certificates are checked at any hour: a router that was down missed theirs. A
 * sweep continues from message to message; the last one logs `sweep done`.
 */
export async function sweep(step: Sweep, ports: SweepPorts): Promise<void> {
  const counts = { ...none, ...step.counts }
  const more = step.after === undefined ? await sweepMarketplaces(step, counts, ports) : undefined
  const next = more ?? (await sweepWebhooks(step, counts, ports))
  if (next !== undefined) {
    const { kind, resetAll } = step
    const message = { kind, ...(resetAll !== undefined && { resetAll }), ...next, counts }
    return ports.sendWakeUp(message, ports.now().toISOString())
  }
  ports.log({ message: 'sweep done', ...counts })
}

/** Undefined after the last marketplace. */
async function sweepMarketplaces(
  { afterMarketplace, resetAll }: Sweep,
  counts: SweepCounts,
  ports: SweepPorts,
): Promise<Next | undefined> {
  const marketplaces = await ports.findMarketplaces(afterMarketplace, atOnce)
  for (const marketplace of marketplaces) {
    const now = ports.now().toISOString()
    await ports.sendWakeUp({ kind: 'sweep-first', marketplace }, now)
    await ports.sendWakeUp({ kind: 'roll-up', marketplace }, now)
    if (resetAll === true || isExpiryCheckDue(new Date(now))) {
      await ports.sendWakeUp({ kind: 'expiry-notices', marketplace }, now)
    }
  }
  counts.marketplaces += marketplaces.length
  const last = marketplaces.length === atOnce ? marketplaces.at(-1) : undefined
  return last === undefined ? undefined : { afterMarketplace: last }
}

/** Undefined after the last webhook. */
async function sweepWebhooks(
  { resetAll = false, after }: Sweep,
  counts: SweepCounts,
  ports: SweepPorts,
): Promise<Next | undefined> {
  let seen = 0
  for await (const { place, waiting } of ports.findAllWaiting(after)) {
    if (waiting !== undefined) {
      counts.webhooks += 1
      if (await bringBackIfLost(waiting, resetAll, ports)) counts.woken += 1
    }
    seen += 1
    if (seen === atOnce) return { after: place }
  }
  return undefined
}

function bringBackIfLost(waiting: Waiting, resetAll: boolean, ports: SweepPorts): Promise<boolean> {
  return 'recovery' in waiting
    ? resumeIfLost(waiting.recovery, resetAll, ports)
    : wakeIfLost(waiting, resetAll, ports)
}

async function wakeIfLost(
  key: EndpointKey,
  resetAll: boolean,
  ports: SweepPorts,
): Promise<boolean> {
  const found = await ports.findWakeUp(key)
  const now = ports.now()
  if (!resetAll && found !== undefined && !isOverdue(found, now)) return false

  await replaceWakeUp(key, now.toISOString(), ports)
  const { marketplace, id } = key
  ports.log({ message: resetAll ? 'wake-up reset' : 'swept', marketplace, webhook: id })
  return true
}
