import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { type Failing, nextStep, type Stage } from '../../../core/health/disable-policy.ts'
import { noon } from '../../support/builders.ts'

const dayMs = 86_400_000

const afterDays = (days: number) => new Date(noon.getTime() + days * dayMs)

/** Failing since noon; warned this many days later. */
const aFailing = (failures: number, stage?: Stage, warnedAfterDays = 0): Failing => ({
  since: noon,
  failures,
  ...(stage !== undefined && { warned: { stage, at: afterDays(warnedAfterDays) } }),
})

describe('nextStep()', () => {
  it.each([
    ['the half', 2.5, aFailing(10), 'half'],
    ['nothing just before the half', 2.4999, aFailing(1000), undefined],
    ['nothing at the half when few attempts failed', 2.5, aFailing(9), undefined],
    ['only the half when it comes late', 30, aFailing(1000), 'half'],
    ['three quarters', 3.75, aFailing(15, 'half', 2.5), 'three quarters'],
    ['nothing just before three quarters', 3.7499, aFailing(1000, 'half', 1), undefined],
    ['nothing at three quarters when few failed', 3.75, aFailing(14, 'half', 2.5), undefined],
    ['nothing soon after a late warning', 31.2499, aFailing(1000, 'half', 30), undefined],
    ['three quarters in time after a late half', 31.25, aFailing(15, 'half', 30), 'three quarters'],
    ['the end', 5, aFailing(20, 'three quarters', 3.75), 'disable'],
    ['nothing just before the end', 4.9999, aFailing(1000, 'three quarters', 3), undefined],
    ['no end when few attempts failed', 50, aFailing(19, 'three quarters', 3.75), undefined],
    ['no end soon after a warning', 33.7499, aFailing(90, 'three quarters', 32.5), undefined],
    [
      'the end in time after a late warning',
      33.75,
      aFailing(20, 'three quarters', 32.5),
      'disable',
    ],
  ])('is %s after %d days', (_, days, failing, step) => {
    expect(nextStep(failing, afterDays(days))).toBe(step)
  })

  it('disables only after both warnings and five days, whenever attempts fail', () => {
    const hours = fc.array(fc.double({ min: 0, max: 48, noNaN: true }), { maxLength: 120 })

    fc.assert(
      fc.property(hours, (waits) => {
        const steps = stepsOf(waits)

        expect(['half', 'three quarters', 'disable'].slice(0, steps.length)).toEqual(
          steps.map(({ step }) => step),
        )
        const ended = steps.find(({ step }) => step === 'disable')
        expect(ended?.days ?? 5).toBeGreaterThanOrEqual(5)
        steps.slice(1).forEach(({ days }, index) => {
          expect(days - (steps[index]?.days ?? 0)).toBeGreaterThanOrEqual(1.25)
        })
      }),
    )
  })
})

/**
 * The steps of a webhook whose attempts fail one after the other, this many hours apart, and their
 * days.
 */
function stepsOf(waitHours: readonly number[]) {
  const steps: { step: Stage | 'disable'; days: number }[] = []
  let failing = aFailing(0)
  let days = 0
  for (const hours of waitHours) {
    days += hours / 24
    failing = { ...failing, failures: failing.failures + 1 }
    const step = nextStep(failing, afterDays(days))
    if (step === undefined) continue
    steps.push({ step, days })
    if (step === 'disable') break
    failing = { ...failing, warned: { stage: step, at: afterDays(days) } }
  }
  return steps
}
