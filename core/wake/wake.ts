import { type Health, pauseOf } from '../health/health.ts'
import type { WakeUpMessage } from '../waiting/wake-up-message.ts'
import { isLeased, leaseUntil } from '../values/lease.ts'
import { recover, type RecoverPorts } from './recover.ts'
import { dispatchDue, type DispatchResult, type DispatchPorts } from './dispatch.ts'
import { type ExpiryNoticePorts, noticeExpiring } from './certificate-check.ts'
import { recount } from './recount.ts'
import { rollUp, type RollUpPorts } from './roll-up.ts'
import { sweepFirst, type SweepFirstPorts } from './missed-first-attempts.ts'
import { sweep, type SweepPorts } from './sweep.ts'
import type { WakeUp, WakeUpStore } from '../waiting/wake-up-store.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

export type WakePorts = DispatchPorts &
  SweepPorts &
  SweepFirstPorts &
  RollUpPorts &
  RecoverPorts &
  ExpiryNoticePorts &
  Pick<WakeUpStore, 'startWakeUp' | 'removeWakeUp'>

type WakeUpOf = Extract<WakeUpMessage, { kind: 'wake-up' }>

/** Longer than the wake function may run. */
const runMs = 70_000

/**
 * SQS delays by whole seconds. The next dispatch of a long list comes without a delay, after the time
 * that SQS takes.
 */
const maxEarlyMs = 100

/** Handles a message of the wake-ups queue. */
export async function wake(message: WakeUpMessage, ports: WakePorts): Promise<void> {
  switch (message.kind) {
    case 'wake-up':
      return wakeEndpoint(message, ports)
    case 'sweep':
      return sweep(message, ports)
    case 'sweep-first':
      return sweepFirst(message, ports)
    case 'roll-up':
      return rollUp(message, ports)
    case 'expiry-notices':
      return noticeExpiring(message.marketplace, ports)
    case 'recount':
      return recount(message, ports)
    case 'recover':
      return recover(message, ports)
  }
}

async function wakeEndpoint(message: WakeUpOf, ports: WakePorts): Promise<void> {
  const key = { marketplace: message.marketplace, id: message.endpoint }
  const running = await startIfCurrent(message, ports)
  if (running === undefined) return

  const recent = await dispatchDue(key, ports)
  if (!(await ports.removeWakeUp(running))) return
  await wakeForNext(key, recent, ports)
}

/**
 * Starts the wake-up of the message. One runs at a time: two concurrent dispatches could exceed the
 * limits.
 */
async function startIfCurrent(message: WakeUpOf, ports: WakePorts): Promise<WakeUp | undefined> {
  const { marketplace, endpoint, token } = message
  const found = await ports.findWakeUp({ marketplace, id: endpoint })
  if (found !== undefined && found.token !== token) return undefined

  const now = ports.now()
  if (found !== undefined && isLeased(found.wakeAt, new Date(now.getTime() + maxEarlyMs))) {
    await forwardWakeUp(message, found, ports)
    return undefined
  }
  const endsAt = leaseUntil(now, runMs)
  const running: WakeUp = { marketplace, endpoint, token, wakeAt: endsAt, isRunning: true }
  return (await ports.startWakeUp(running, found)) ? running : undefined
}

/**
 * The message came early, or during a run: then it returns when the lease of the run ends, in case
 * the run is cut off.
 */
async function forwardWakeUp(message: WakeUpOf, found: WakeUp, ports: WakePorts): Promise<void> {
  if (found.isRunning === true) return ports.sendWakeUp(message, found.wakeAt)
  await ports.setWakeUp({ marketplace: found.marketplace, id: found.endpoint }, found.wakeAt, found)
}

/**
 * Sets the next wake-up, after the old one was removed: a process that parks a row from here on sets
 * one itself, and a row that was parked before is seen here.
 */
async function wakeForNext(
  key: EndpointKey,
  result: DispatchResult,
  ports: WakePorts,
): Promise<void> {
  const [[due], leased, health, found] = await Promise.all([
    ports.findWaiting(key, undefined, 1),
    ports.findLeased(key, result.inFlight ?? 1),
    ports.findHealth(key),
    ports.findWebhook(key.marketplace, key.id),
  ])
  // If the webhook was deleted meanwhile, its deliveries are dropped, due or not.
  const dueAt = due && (found === undefined ? result.notBefore : due.dueAt)
  const [first] = [dueAt, leased[0]?.leasedUntil].filter((at) => at !== undefined).sort()
  if (first === undefined) return

  const now = ports.now()
  const mayDispatch = isUnblocked(result, { health, leased: leased.length, now })
  const earliest = mayDispatch ? now.toISOString() : result.notBefore
  await wakeAt(key, first > earliest ? first : earliest, ports)
}

type Found = { health: Health | undefined; leased: number; now: Date }

/**
 * Whether the pause, or an attempt at the concurrency limit, ended during the run, when no other
 * process could set an earlier wake-up.
 */
function isUnblocked({ isPaused, inFlight = 0 }: DispatchResult, { health, leased, now }: Found) {
  return leased < inFlight || (isPaused && pauseOf(health, now) === undefined)
}
