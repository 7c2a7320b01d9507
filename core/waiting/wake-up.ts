import { optimisticUpdate } from '../values/optimistic-update.ts'
import { addMs } from '../values/timestamp.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { WakeUp, WakeUpStore } from './wake-up-store.ts'

export type WakeAtPorts = Pick<WakeUpStore, 'findWakeUp' | 'setWakeUp'> & { now: () => Date }

/** A wake-up that did not run by then has lost its message. */
const overdueMs = 60_000

/**
 * An attempt that ends wakes its webhook if its concurrency limit is used up. This covers attempts whose
 * process died.
 */
export const atLimitRetryMs = 15_000

/** Each conflict means that another wake-up was set or a run began, so this many are a defect. */
const maxTries = 25

/**
 * Wakes the webhook at that time or earlier. A running wake-up suffices: when it ends, it looks
 * for what waits.
 */
export async function wakeAt(key: EndpointKey, dueAt: string, ports: WakeAtPorts): Promise<void> {
  await changeWakeUp(key, ports, (found) => {
    const now = ports.now()
    const isMissed = isOverdue(found, now)
    const moment = isMissed ? now.toISOString() : notBefore(now, dueAt)
    const suffices = found?.isRunning === true || isSoon(found, moment)
    return suffices && !isMissed ? undefined : moment
  })
}

/**
 * Wakes the webhook now, unless it is woken within 15 s anyway. Where attempts in flight are limited,
 * each that ends wakes it, and the deliveries that wait need no wake-up each.
 */
export async function wakeForRoom(key: EndpointKey, ports: WakeAtPorts): Promise<void> {
  await changeWakeUp(key, ports, (found) => {
    const now = ports.now()
    const suffices = found?.isRunning === true || isAtLimit(found, now)
    return suffices && !isOverdue(found, now) ? undefined : now.toISOString()
  })
}

/**
 * Wakes the webhook now if deliveries wait until fewer are in flight. Otherwise it is not woken so
 * soon, and nothing needs to be.
 */
export async function wakeIfAtLimit(key: EndpointKey, ports: WakeAtPorts): Promise<void> {
  await changeWakeUp(key, ports, (found) => {
    const now = ports.now()
    const moment = now.toISOString()
    const isLater = isAtLimit(found, now) && !isSoon(found, moment)
    return isLater && found?.isRunning !== true ? moment : undefined
  })
}

/**
 * Wakes the webhook at that time or earlier by a new wake-up: the message of the old one may not
 * have been sent.
 */
export async function replaceWakeUp(
  key: EndpointKey,
  dueAt: string,
  ports: WakeAtPorts,
): Promise<void> {
  await changeWakeUp(key, ports, (found) => {
    const first = found !== undefined && found.wakeAt < dueAt ? found.wakeAt : dueAt
    return notBefore(ports.now(), first)
  })
}

/** Whether the wake-up should have run long ago. */
export function isOverdue(found: WakeUp | undefined, now: Date): boolean {
  return found !== undefined && Date.parse(found.wakeAt) < now.getTime() - overdueMs
}

/** Sets the wake-up to the chosen time; undefined leaves it as it was found. */
async function changeWakeUp(
  key: EndpointKey,
  ports: WakeAtPorts,
  choose: (found: WakeUp | undefined) => string | undefined,
): Promise<void> {
  const read = () => ports.findWakeUp(key)
  const result = await optimisticUpdate({ read, maxTries }, async (found) => {
    const moment = choose(found)
    if (moment === undefined) return 'unchanged'
    return (await ports.setWakeUp(key, moment, found)) ? 'set' : 'conflict'
  })
  if (result !== 'conflict') return
  // The row is parked: the message that is retried, or the sweep, sets the wake-up.
  throw new Error(`Cannot wake the webhook '${key.id}': its wake-up keeps changing`)
}

/** A run that used up the concurrency limit is followed by another so soon. */
function isAtLimit(found: WakeUp | undefined, now: Date): boolean {
  return found !== undefined && found.wakeAt <= addMs(now, atLimitRetryMs)
}

/** A second later counts as in time: otherwise every rate-limited delivery would set a wake-up. */
function isSoon(found: WakeUp | undefined, moment: string): boolean {
  return found !== undefined && Date.parse(found.wakeAt) <= Date.parse(moment) + 1000
}

/** A time in the past means now: a wake-up that is set in the past would look overdue. */
function notBefore(now: Date, moment: string): string {
  return Date.parse(moment) < now.getTime() ? now.toISOString() : moment
}
