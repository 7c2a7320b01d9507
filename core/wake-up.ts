/**
 * The one wake-up of a webhook with waiting deliveries. Of several messages only the one with
 * this token counts.
 */
export type WakeUp = { marketplace: string; webhook: string; token: string; wakeAt: string }

export type WakeAtNeeds = {
  findWakeUp: (webhook: { marketplace: string; id: string }) => Promise<WakeUp | undefined>
  /** Replaces the wake-up that was found and sends its message; false if it was replaced meanwhile. */
  setWakeUp: (
    webhook: { marketplace: string; id: string },
    wakeAt: string,
    found: WakeUp | undefined,
  ) => Promise<boolean>
  now: () => Date
}

/** A wake-up that did not happen by then has lost its message. */
export const overdueMs = 60_000

/** Sees to it that the webhook is woken at that moment or earlier. */
export async function wakeAt(
  webhook: { marketplace: string; id: string },
  dueAt: string,
  needs: WakeAtNeeds,
): Promise<void> {
  const found = await needs.findWakeUp(webhook)
  const isLost = found !== undefined && Date.parse(found.wakeAt) < needs.now().getTime() - overdueMs
  if (found !== undefined && found.wakeAt <= dueAt && !isLost) return
  if (await needs.setWakeUp(webhook, dueAt, found)) return
  await wakeAt(webhook, dueAt, needs)
}
