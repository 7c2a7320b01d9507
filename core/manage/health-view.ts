import * as z from 'zod'

import { type Health, pauseOf } from '../health/health.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** From the best to the worst. */
export const State = z.enum(['healthy', 'failing', 'retry-after', 'circuit-open', 'disabled'])
type State = z.infer<typeof State>

/** How a webhook's receiver fares, and the facts behind it, for people. */
export function healthView({ enabled, disabled }: Webhook, health: Health | undefined, now: Date) {
  const { failingSince, failures, reason } = health ?? {}
  const state = stateOf(enabled, health, now)
  if (state === 'disabled') return { state, ...(disabled && { disabled }) }
  if (state === 'healthy') return { state }
  return {
    state,
    ...(failingSince !== undefined && { failingSince }),
    failures,
    ...(reason !== undefined && { reason }),
    ...(state === 'retry-after' && { pausedUntil: health?.pausedUntil }),
    ...(state === 'circuit-open' && { nextProbeAt: health?.circuit?.nextProbeAt }),
  }
}

function stateOf(enabled: boolean, health: Health | undefined, now: Date): State {
  if (!enabled) return 'disabled'
  const pause = pauseOf(health, now)
  if (pause !== undefined) return pause.kind === 'retry-after' ? 'retry-after' : 'circuit-open'
  return health !== undefined && health.failures > 0 ? 'failing' : 'healthy'
}
