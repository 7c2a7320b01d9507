import { describe, expect, it } from '@jest/globals'

import { onSuccess, startProbe, releaseProbe } from '../../../core/health/circuit-breaker.ts'
import { type Health, pauseOf } from '../../../core/health/health.ts'
import type { Notice } from '../../../core/health/notice.ts'
import { afterNoon } from '../../support/builders.ts'
import { after, aProbingHealth, fail, failAt, healthyHealth } from '../../support/failing-health.ts'

/** The health after this many failed attempts that started together. */
function together(count: number): Health | undefined {
  return Array.from({ length: count }).reduce<Health | undefined>(
    (before) => fail(before, 0, { known: undefined }),
    undefined,
  )
}

describe('onFailure()', () => {
  it.each([
    ['keeps the circuit closed after four failures', [0, 1, 2, 3], false],
    ['opens it after five', [0, 1, 2, 3, 4], true],
    ['opens it after five within five minutes', [0, 1, 2, 3, 300], true],
    ['keeps it closed after five over a longer time', [0, 1, 2, 3, 301], false],
    ['keeps it closed after five that are spread out', [0, 400, 800, 1200, 1600], false],
    ['opens it after five, not counting old ones', [0, 400, 401, 402, 403, 404], true],
  ])('%s', (_, times, isOpen) => {
    expect(failAt(times).circuit !== undefined).toBe(isOpen)
  })

  it.each([
    [4, 5],
    [40, 50],
    [299, 373.75],
  ])('sets the first probe after a quarter of the %i s so far', (seconds, probe) => {
    expect(failAt([0, 1, 2, 3, seconds]).circuit).toEqual({
      openedAt: afterNoon(seconds),
      probes: 0,
      nextProbeAt: afterNoon(probe),
    })
  })

  it.each([
    [
      'keeps it closed after 24 concurrent ones, which started before the first was known',
      24,
      false,
    ],
    ['opens it after 25 concurrent ones', 25, true],
  ])('%s', (_, count, isOpen) => {
    const health = together(count)

    expect(health).toMatchObject({ failures: count, recent: { rounds: 1 } })
    expect(health?.circuit !== undefined).toBe(isOpen)
  })

  it('opens the circuit after five rounds of concurrent failures', () => {
    const first = together(3)

    expect(failAt([1, 2, 3], first).circuit).toBeUndefined()
    expect(failAt([1, 2, 3, 4], first).circuit).toBeDefined()
  })

  it('keeps the circuit closed when one of the five was delivered', () => {
    const health = onSuccess(failAt([0, 1, 2, 3]), after(4))

    expect(failAt([5, 6, 7, 8], health).circuit).toBeUndefined()
  })

  it.each([
    ['opens the circuit again after three failures within 6 s of its closing', 6, true],
    ['keeps it closed after three later ones', 7, false],
  ])('%s', (_, seconds, isOpen) => {
    const health = onSuccess(aProbingHealth(), after(20))

    const again = failAt([20, 20, 20 + seconds], health)

    expect(again.circuit !== undefined).toBe(isOpen)
  })
})

describe('onFailure() pauses the webhook', () => {
  it('until the time of its Retry-After', () => {
    const health = fail(undefined, 0, { pausedUntil: afterNoon(60) })

    expect(pauseOf(health, after(59))).toEqual({ kind: 'retry-after', until: afterNoon(60) })
  })

  it.each([
    [60, 30],
    [30, 60],
  ])('until the later time when it asks for %i and %i s', (...seconds) => {
    const health = seconds.reduce<Health | undefined>(
      (before, asked) => fail(before, 0, { pausedUntil: afterNoon(asked) }),
      undefined,
    )

    expect(health?.pausedUntil).toBe(afterNoon(60))
  })

  it('also after a Retry-After to a delivery in flight while the circuit is open', () => {
    const before = aProbingHealth()

    const health = fail(before, 16, { delivery: 'leftover', pausedUntil: afterNoon(600) })

    expect(health).toEqual({ ...before, pausedUntil: afterNoon(600) })
  })
})

describe('a probe', () => {
  it('has a lease of two minutes', () => {
    const health = aProbingHealth()

    expect(pauseOf(health, after(134))).toMatchObject({ isProbeDue: false, probe: 'probe' })
    expect(pauseOf(health, after(135))).toMatchObject({ isProbeDue: true, probe: 'probe' })
  })

  it.each([
    [0, 1],
    [3, 1],
    [8, 2],
    [600, 150],
    [3600, 900],
    [86_400, 900],
  ])('that fails %i s after the first failure is followed by one after %i s', (at, waitSeconds) => {
    const probing = startProbe(failAt([0, 0, 0, 0, 0]), 'probe', after(at))

    const health = fail(probing, at, { delivery: 'probe' })

    expect(health).toMatchObject({ failures: 6, circuit: { openedAt: afterNoon(0), probes: 1 } })
    expect(health.circuit?.nextProbeAt).toBe(afterNoon(at + waitSeconds))
    expect(health.circuit?.probe).toBeUndefined()
  })

  it.each([
    ['that fails', (health: Health) => fail(health, 20, { delivery: 'probe' })],
    [
      'that says nothing about the receiver',
      (health: Health) => releaseProbe(health, 'probe', after(20)),
    ],
    ['that is delivered', (health: Health) => onSuccess(health, after(20))],
  ])('%s keeps the unpublished notices', (_, end) => {
    const at = afterNoon(0)
    const notices: Notice[] = [{ kind: 'recovered', at, failingSince: at }]

    const health = end({ ...aProbingHealth(), notices })

    expect(health?.notices).toEqual(notices)
  })

  it('that is delivered closes the circuit, and the webhook ramps up', () => {
    const health = onSuccess(aProbingHealth(), after(20))

    expect(health).toEqual({ ...healthyHealth, recoveredAt: afterNoon(20) })
  })

  it('that says nothing about the receiver is followed immediately by the next', () => {
    const health = releaseProbe(aProbingHealth(), 'probe', after(20))

    expect(health.circuit).toEqual({
      openedAt: afterNoon(0),
      probes: 0,
      nextProbeAt: afterNoon(20),
    })
  })
})

describe('a delivery in flight when the circuit opened', () => {
  it('changes nothing when it fails, or says nothing about the receiver', () => {
    const health = aProbingHealth()

    expect(fail(health, 16, { delivery: 'leftover' })).toBe(health)
    expect(releaseProbe(health, 'leftover', after(16))).toBe(health)
  })

  it('closes the circuit when it is delivered, as the receiver has recovered', () => {
    expect(onSuccess(aProbingHealth(), after(16))?.circuit).toBeUndefined()
  })
})
