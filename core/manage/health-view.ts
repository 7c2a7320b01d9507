import * as z from 'zod'

import { type Health, pauseOf } from '../health/health.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** From best to worst. */
export const State = z.enum(['healthy', 'failing', 'retry-after', 'circuit-open', 'disabled'])
type State = z.infer<typeof State>

/** The state of a webhook and the facts behind it. */
export function healthView({ enabled, disabled }: Webhook, health: Health | undefined, now: Date) {
  const state = stateOf(enabled, health, now)
  if (state === 'disabled') return { state, ...(disabled && { disabled }) }
  if (state === 'healthy' || health === undefined) return { state }
  const { failingSince, failures, reason } = health
  return {
    state,
    ...(failingSince !== undefined && { failingSince }),
    failures,
    ...(reason !== undefined && { reason }),
    ...pausedView(state, health),
  }
}

function pausedView(state: State, { pausedUntil, circuit }: Health) {
  if (state === 'retry-after') return { pausedUntil }
  return state === 'circuit-open' ? { nextProbeAt: circuit?.nextProbeAt } : {}
}

function stateOf(enabled: boolean, health: Health | undefined, now: Date): State {
  if (!enabled) return 'disabled'
  const pause = pauseOf(health, now)
  if (pause !== undefined) return pause.kind === 'retry-after' ? 'retry-after' : 'circuit-open'
  return health !== undefined && health.failures > 0 ? 'failing' : 'healthy'
}
