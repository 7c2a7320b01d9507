import type { WebhookKey } from '../webhooks/webhook.ts'

/**
 * The one wake-up of a webhook with waiting deliveries. Of several messages only those with this
 * token count. While it runs, `wakeAt` is the moment when it must have ended.
 */
export type WakeUp = {
  marketplace: string
  webhook: string
  token: string
  wakeAt: string
  isRunning?: boolean
}

export type WakeAtPorts = {
  findWakeUp: (webhook: WebhookKey) => Promise<WakeUp | undefined>
  /**
   * Replaces the wake-up that was found and sends its message; false if it was replaced meanwhile.
   */
  setWakeUp: (webhook: WebhookKey, wakeAt: string, found: WakeUp | undefined) => Promise<boolean>
  now: () => Date
}

/** A wake-up that did not happen by then has lost its message. */
const overdueMs = 60_000

/**
 * Sees to it that the webhook is woken at that moment or earlier. Whoever runs it now looks for
 * what waits when it ends, and so needs no wake-up.
 */
export async function wakeAt(
  webhook: WebhookKey,
  dueAt: string,
  ports: WakeAtPorts,
): Promise<void> {
  const found = await ports.findWakeUp(webhook)
  const now = ports.now()
  const isMissed = isOverdue(found, now)
  const moment = isMissed ? now.toISOString() : notBefore(now, dueAt)
  if (found !== undefined && !isMissed && (found.isRunning || isSoon(found, moment))) return

  if (await ports.setWakeUp(webhook, moment, found)) return
  await wakeAt(webhook, dueAt, ports)
}

/** The same, by a new wake-up: for who cannot know whether the message of the old one was sent. */
export async function replaceWakeUp(
  webhook: WebhookKey,
  dueAt: string,
  ports: WakeAtPorts,
): Promise<void> {
  const found = await ports.findWakeUp(webhook)
  const first = found !== undefined && found.wakeAt < dueAt ? found.wakeAt : dueAt
  if (await ports.setWakeUp(webhook, notBefore(ports.now(), first), found)) return
  await replaceWakeUp(webhook, dueAt, ports)
}

/** Whether a wake-up should have been over long since. */
export function isOverdue(found: WakeUp | undefined, now: Date): boolean {
  return found !== undefined && Date.parse(found.wakeAt) < now.getTime() - overdueMs
}

/**
 * A second more does not matter: else who waits for the next second would be woken by everybody.
 */
function isSoon(found: WakeUp, moment: string): boolean {
  return Date.parse(found.wakeAt) <= Date.parse(moment) + 1000
}

/** A moment in the past means now: written as it is, the wake-up would look lost at once. */
function notBefore(now: Date, moment: string): string {
  return Date.parse(moment) < now.getTime() ? now.toISOString() : moment
}
