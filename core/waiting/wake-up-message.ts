import type { RecountMark } from '../deliveries/rollup.ts'
import { hasTexts } from '../values/has-texts.ts'

/** How many marketplaces and webhooks with waiting deliveries a sweep saw, and how many it woke. */
export type SweepCounts = { marketplaces: number; webhooks: number; woken: number }

/** On the wake-ups queue. */
export type WakeUpMessage =
  /** Dispatch the due deliveries of a webhook. */
  | { kind: 'wake-up'; marketplace: string; endpoint: string; token: string }
  /** Wake the webhooks whose wake-up was lost. */
  | {
      kind: 'sweep'
      /** After a start: replaces every wake-up, not only those that are overdue, and checks certificates. */
      resetAll?: boolean | undefined
      /** The last marketplace whose sweep of first attempts was queued. */
      afterMarketplace?: string
      /** The last partition of the waiting table that was swept. */
      after?: string
      /** What this sweep has done before this message. */
      counts?: SweepCounts
    }
  /** Park the first attempts of a marketplace whose message was lost. */
  | { kind: 'sweep-first'; marketplace: string }
  /** Add a marketplace's next deliveries to the rollups of its statistics. */
  | { kind: 'roll-up'; marketplace: string }
  /** Publish notices about certificates that expire soon. */
  | { kind: 'expiry-notices'; marketplace: string }
  /** Count the marked hours of a marketplace again, after this mark. */
  | { kind: 'recount'; marketplace: string; after?: RecountMark }
  /** Take the next page of a recovery. `step` is the recovery's revision that this continues. */
  | { kind: 'recover'; marketplace: string; endpoint: string; recovery: string; step: number }

/** The members of each kind that are texts. */
const textsOf: Readonly<Record<string, readonly string[]>> = {
  'wake-up': ['marketplace', 'endpoint', 'token'],
  sweep: [],
  'sweep-first': ['marketplace'],
  'roll-up': ['marketplace'],
  'expiry-notices': ['marketplace'],
  recount: ['marketplace'],
  recover: ['marketplace', 'endpoint', 'recovery'],
} satisfies Record<WakeUpMessage['kind'], readonly string[]>

/** Whether a JSON value is a message that this version sends. */
export function isWakeUpMessage(json: unknown): json is WakeUpMessage {
  if (!hasTexts(json, ['kind'])) return false
  const texts = Object.hasOwn(textsOf, json.kind) ? textsOf[json.kind] : undefined
  return texts !== undefined && hasTexts(json, texts)
}

export type WakeUpQueue = {
  /** Sends the message to arrive at that time, or as late as a queue can delay it. */
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>
}
