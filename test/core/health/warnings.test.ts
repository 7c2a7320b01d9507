import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { onFailure } from '../../../core/health/circuit-breaker.ts'
import { disableAfterMs } from '../../../core/health/disable-policy.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import { requestDisable, withDueWarning } from '../../../core/health/warnings.ts'
import { afterNoon, noon } from '../../support/builders.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const failure = { reason: 'status 500', version: 3 }
const afterDays = (days: number) => new Date(afterNoon(days * 86_400))
const facts = { failingSince: noon.toISOString(), reason: 'status 500' }

/** It has failed since noon, often enough for every step. */
function aFailing(overrides: Partial<Health> = {}): Health {
  return { ...healthy(key), failures: 20, failingSince: noon.toISOString(), ...overrides }
}

const halfWarned = { stage: 'half', at: afterDays(2.5).toISOString() } as const
const lastWarned = { stage: 'three quarters', at: afterDays(3.75).toISOString() } as const

describe('withDueWarning()', () => {
  it('changes nothing when no step is due', () => {
    const health = aFailing()

    expect(withDueWarning(health, { ...failure, at: afterDays(2) })).toBe(health)
  })

  it.each([
    ['half', {}, 2.5],
    ['three quarters', { warned: halfWarned }, 3.75],
  ] as const)(
    'adds a notice of the step "%s", with the time of disabling',
    (stage, before, days) => {
      const health = withDueWarning(aFailing(before), { ...failure, at: afterDays(days) })

      const disablesAt = afterDays(5).toISOString()
      expect(health).toEqual({
        ...aFailing(),
        warned: { stage, at: afterDays(days).toISOString() },
        notices: [
          { kind: 'failing', at: afterDays(days).toISOString(), stage, ...facts, disablesAt },
        ],
      })
    },
  )

  it('requests to disable the version that failed', () => {
    const health = withDueWarning(aFailing({ warned: lastWarned }), {
      ...failure,
      at: afterDays(5),
    })

    expect(health).toEqual({
      ...aFailing({ warned: lastWarned }),
      reason: facts.reason,
      endedVersion: 3,
      notices: [{ kind: 'disabled', at: afterDays(5).toISOString(), version: 3, ...facts }],
    })
  })

  it('keeps unpublished notices', () => {
    const notice = {
      kind: 'recovered',
      at: afterNoon(0),
      failingSince: noon.toISOString(),
    } as const

    const health = withDueWarning(aFailing({ notices: [notice] }), {
      ...failure,
      at: afterDays(2.5),
    })

    expect(health.notices).toMatchObject([{ kind: 'recovered' }, { kind: 'failing' }])
  })
})

describe('requestDisable()', () => {
  it('requests it immediately, also for a healthy webhook', () => {
    const health = requestDisable(key, undefined, { reason: 'status 410', version: 3, at: noon })

    const gone = { failingSince: noon.toISOString(), reason: 'status 410' }
    expect(health).toEqual({
      ...healthy(key),
      ...gone,
      endedVersion: 3,
      notices: [{ kind: 'disabled', at: noon.toISOString(), version: 3, ...gone }],
    })
  })

  it('requests it once for each version, however many attempts get a 410', () => {
    const health = requestDisable(key, undefined, { reason: 'status 410', version: 3, at: noon })

    expect(
      requestDisable(key, health, { reason: 'status 410', version: 3, at: afterDays(1) }),
    ).toBe(health)
  })
})

describe('a webhook whose attempts all fail', () => {
  it('is never disabled before five days and two warnings, whenever it fails', () => {
    const hours = fc.array(fc.double({ min: 0, max: 48, noNaN: true }), { maxLength: 120 })

    fc.assert(
      fc.property(hours, (waits) => {
        const { steps, lastedMs } = stepsOf(waits)

        expect(['half', 'three quarters', 'disabled'].slice(0, steps.length)).toEqual(steps)
        if (steps.includes('disabled')) expect(lastedMs).toBeGreaterThanOrEqual(disableAfterMs)
      }),
    )
  })
})

/** The steps that are published when attempts fail this many hours apart, until it is disabled. */
function stepsOf(waitHours: readonly number[]) {
  let health: Health | undefined
  let now = noon
  for (const [number, hours] of waitHours.entries()) {
    now = new Date(now.getTime() + hours * 3_600_000)
    const delivery = health?.circuit?.probe?.delivery ?? `delivery-${number}`
    health = onFailure(key, health, { ...failure, delivery, known: health, at: now })
    if (health.circuit !== undefined) {
      const probe = { delivery: 'probe', leasedUntil: now.toISOString() }
      health = { ...health, circuit: { ...health.circuit, probe } }
    }
    if (health.notices.some(({ kind }) => kind === 'disabled')) break
  }
  const steps = (health?.notices ?? []).map((one) =>
    one.kind === 'failing' ? one.stage : one.kind,
  )
  return { steps, lastedMs: now.getTime() - Date.parse(health?.failingSince ?? noon.toISOString()) }
}
