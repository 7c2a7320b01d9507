import * as z from 'zod'

import { routerActor } from '../audit/actor.ts'
import { type Health, pauseOf } from '../health/health.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** From best to worst. */
export const State = z.enum([
  'healthy',
  'not-tried',
  'test-failed',
  'failing',
  'retry-after',
  'circuit-open',
  'disabled',
])
type State = z.infer<typeof State>

/** The state of a webhook and the facts behind it. */
export function healthView({ enabled, disabled }: Webhook, health: Health | undefined, now: Date) {
  const state = stateOf(enabled, health, now)
  if (state === 'disabled') {
    return { state, ...(disabled && { disabled: disabledView(disabled) }) }
  }
  if (state === 'test-failed') return { state, test: health?.failedTest }
  if (state === 'healthy' || state === 'not-tried' || health === undefined) return { state }
  const { failingSince, failures, reason } = health
  return {
    state,
    ...(failingSince !== undefined && { failingSince }),
    failures,
    ...(reason !== undefined && { reason }),
    ...pausedView(state, health, now),
  }
}

/** Old rows have this only if the router disabled the webhook. */
export function disabledView(disabled: NonNullable<Webhook['disabled']>) {
  return { by: routerActor, ...disabled }
}

/** Why deliveries wait, and when the first of them may be sent. */
export function heldBackBy(health: Health | undefined, now: Date) {
  const pause = pauseOf(health, now)
  if (pause === undefined) return undefined
  const next = pause.kind === 'retry-after' ? pause.until : health?.circuit?.nextProbeAt
  return { reason: pause.kind, until: notBefore(now, next) }
}

function pausedView(state: State, health: Health, now: Date) {
  const until = heldBackBy(health, now)?.until
  if (state === 'retry-after') return { pausedUntil: until }
  return state === 'circuit-open' ? { nextProbeAt: until } : {}
}

/** The time, or now if it has passed or there is none: what is due may be done immediately. */
export function notBefore(now: Date, time: string | undefined): string {
  const at = now.toISOString()
  return time !== undefined && time > at ? time : at
}

function stateOf(enabled: boolean, health: Health | undefined, now: Date): State {
  if (!enabled) return 'disabled'
  const pause = pauseOf(health, now)
  if (pause !== undefined) return pause.kind
  if (health === undefined) return 'healthy'
  if (health.failures > 0) return 'failing'
  if (health.failedTest !== undefined) return 'test-failed'
  return health.untried === undefined ? 'healthy' : 'not-tried'
}
