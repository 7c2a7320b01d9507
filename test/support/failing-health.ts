import { onFailure, startProbe } from '../../core/health/circuit-breaker.ts'
import { type Health, healthy } from '../../core/health/health.ts'
import { afterNoon } from './builders.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

type Overrides = { delivery?: string; pausedUntil?: string; known?: Health | undefined }

/** The time this many seconds after noon. */
export const after = (seconds: number) => new Date(afterNoon(seconds))

/** The health of `aWebhook()` while its receiver is healthy. */
export const healthyHealth = healthy(key)

/** The health after one more failed attempt, this many seconds after noon. */
export function fail(
  health: Health | undefined,
  seconds: number,
  overrides: Overrides = {},
): Health {
  const at = after(seconds)
  const failure = { delivery: 'delivery-1', reason: 'status 500', version: 1, known: health, at }
  return onFailure(key, health, { ...failure, ...overrides })
}

/** The health after failed attempts, each this many seconds after noon. */
export function failAt(times: readonly number[], health?: Health): Health {
  return times.reduce((before, seconds) => fail(before, seconds), health) ?? healthyHealth
}

/** Its circuit opened at noon, and its first probe is in flight since 15 s later. */
export function aProbingHealth(): Health {
  return startProbe(failAt([0, 0, 0, 0, 0]), 'probe', after(15))
}
