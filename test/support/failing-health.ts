import { onFailure, startProbe } from '../../core/health/circuit-breaker.ts'
import { type Health, healthy } from '../../core/health/health.ts'
import { afterNoon } from './builders.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

type Overrides = { delivery?: string; pausedUntil?: string; known?: Health | undefined }

/** The moment so many seconds after noon. */
export const after = (seconds: number) => new Date(afterNoon(seconds))

/** The health of `aWebhook()` while all is well. */
export const wellHealth = healthy(key)

/** The health after one more failed attempt, so many seconds after noon. */
export function fail(
  health: Health | undefined,
  seconds: number,
  overrides: Overrides = {},
): Health {
  const at = after(seconds)
  const failure = { delivery: 'delivery-1', reason: 'status 500', version: 1, known: health, at }
  return onFailure(key, health, { ...failure, ...overrides })
}

/** The health after failed attempts, each so many seconds after noon. */
export function failAt(moments: readonly number[], health?: Health): Health {
  return moments.reduce((before, seconds) => fail(before, seconds), health) ?? wellHealth
}

/** Its circuit opened at noon, and the first probe is on its way since 15 s later. */
export function anAskingHealth(): Health {
  return startProbe(failAt([0, 0, 0, 0, 0]), 'probe', after(15))
}
