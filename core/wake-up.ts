/**
 * The one wake-up of a webhook with waiting deliveries. Of several messages only the one with
 * this token counts.
 */
export type WakeUp = { marketplace: string; webhook: string; token: string; wakeAt: string }

/** The webhook that is meant. */
export type WebhookKey = { marketplace: string; id: string }

export type WakeAtNeeds = {
  findWakeUp: (webhook: WebhookKey) => Promise<WakeUp | undefined>
  /** Replaces the wake-up that was found and sends its message; false if it was replaced meanwhile. */
  setWakeUp: (webhook: WebhookKey, wakeAt: string, found: WakeUp | undefined) => Promise<boolean>
  now: () => Date
}

/** A wake-up that did not happen by then has lost its message. */
export const overdueMs = 60_000

/** Sees to it that the webhook is woken at that moment or earlier. */
export async function wakeAt(
  webhook: WebhookKey,
  dueAt: string,
  needs: WakeAtNeeds,
): Promise<void> {
  const found = await needs.findWakeUp(webhook)
  const now = needs.now()
  const isLost = found !== undefined && Date.parse(found.wakeAt) < now.getTime() - overdueMs
  if (found !== undefined && found.wakeAt <= dueAt && !isLost) return

  const moment = isLost ? now.toISOString() : notBefore(now, dueAt)
  if (await needs.setWakeUp(webhook, moment, found)) return
  await wakeAt(webhook, dueAt, needs)
}

/** The same, by a new wake-up: for who cannot know whether the message of the old one was sent. */
export async function wakeAnew(
  webhook: WebhookKey,
  dueAt: string,
  needs: WakeAtNeeds,
): Promise<void> {
  const found = await needs.findWakeUp(webhook)
  const first = found !== undefined && found.wakeAt < dueAt ? found.wakeAt : dueAt
  if (await needs.setWakeUp(webhook, notBefore(needs.now(), first), found)) return
  await wakeAnew(webhook, dueAt, needs)
}

/** A moment in the past means now: written as it is, the wake-up would look lost at once. */
function notBefore(now: Date, moment: string): string {
  return Date.parse(moment) < now.getTime() ? now.toISOString() : moment
}
