import * as z from 'zod'

import { Marketplace } from '../events/event.ts'
import { hasTexts } from '../values/has-texts.ts'

const count = z.int().nonnegative()

/** How many marketplaces and webhooks with waiting deliveries a sweep saw, and how many it woke. */
const SweepCounts = z.object({ marketplaces: count, webhooks: count, woken: count })
export type SweepCounts = z.infer<typeof SweepCounts>

/** On the wake-ups queue. */
export const WakeUpMessage = z.discriminatedUnion('kind', [
  /** Dispatch the due deliveries of a webhook. */
  z.object({
    kind: z.literal('wake-up'),
    marketplace: Marketplace,
    endpoint: z.string(),
    token: z.string(),
  }),
  /** Wake the webhooks whose wake-up was lost. */
  z.object({
    kind: z.literal('sweep'),
    /** Replaces every wake-up, not only those that are overdue. */
    resetAll: z.boolean().optional(),
    /** The last marketplace whose sweep of first attempts was queued. */
    afterMarketplace: Marketplace.exactOptional(),
    /** The last partition of the waiting table that was swept. */
    after: z.string().exactOptional(),
    /** What this sweep has done before this message. */
    counts: SweepCounts.exactOptional(),
  }),
  /** Park the first attempts of a marketplace whose message was lost. */
  z.object({ kind: z.literal('sweep-first'), marketplace: Marketplace }),
  /** Take the next page of a recovery. */
  z.object({
    kind: z.literal('recover'),
    marketplace: Marketplace,
    endpoint: z.string(),
    recovery: z.string(),
    /** The revision of the recovery that this message continues. */
    step: z.int().nonnegative(),
  }),
])
export type WakeUpMessage = z.infer<typeof WakeUpMessage>

/** The members of each kind that are texts. */
const textsOf: Readonly<Record<string, readonly string[]>> = {
  'wake-up': ['marketplace', 'endpoint', 'token'],
  sweep: [],
  'sweep-first': ['marketplace'],
  recover: ['marketplace', 'endpoint', 'recovery'],
} satisfies Record<WakeUpMessage['kind'], readonly string[]>

/** Whether a JSON value is a message that this version sends. */
export function isWakeUpMessage(json: unknown): json is WakeUpMessage {
  if (!hasTexts(json, ['kind'])) return false
  const texts = textsOf[json.kind]
  return texts !== undefined && hasTexts(json, texts)
}

export type WakeUpQueue = {
  /** Sends the message to arrive at that time, or as late as a queue can delay it. */
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>
}
