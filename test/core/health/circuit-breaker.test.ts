import { describe, expect, it } from '@jest/globals'

import { onSuccess, startProbe, releaseProbe } from '../../../core/health/circuit-breaker.ts'
import { type Health, pauseOf } from '../../../core/health/health.ts'
import type { Notice } from '../../../core/health/notice.ts'
import { afterNoon } from '../../support/builders.ts'
import { after, anAskingHealth, fail, failAt, wellHealth } from '../../support/failing-health.ts'

/** The health after so many failed attempts that began together. */
function together(count: number): Health | undefined {
  return Array.from({ length: count }).reduce<Health | undefined>(
    (before) => fail(before, 0, { known: undefined }),
    undefined,
  )
}

describe('onFailure() opens the circuit', () => {
  it.each([
    ['not by four failures', [0, 1, 2, 3], false],
    ['by five', [0, 1, 2, 3, 4], true],
    ['by five within five minutes', [0, 1, 2, 3, 300], true],
    ['not by five in more time', [0, 1, 2, 3, 301], false],
    ['not by five that are spread wide', [0, 400, 800, 1200, 1600], false],
    ['by five after others long ago', [0, 400, 401, 402, 403, 404], true],
  ])('%s', (_, moments, isOpen) => {
    expect(failAt(moments).circuit !== undefined).toBe(isOpen)
  })

  it('with the first probe 15 s later', () => {
    expect(failAt([0, 1, 2, 3, 4]).circuit).toEqual({
      openedAt: afterNoon(4),
      probes: 0,
      nextProbeAt: afterNoon(19),
    })
  })

  it.each([
    ['not by a round of them, which began before the first was known', 24, false],
    ['by many together', 25, true],
  ])('%s', (_, count, isOpen) => {
    const health = together(count)

    expect(health).toMatchObject({ failures: count, recent: { rounds: 1 } })
    expect(health?.circuit !== undefined).toBe(isOpen)
  })

  it('by five rounds', () => {
    const first = together(3)

    expect(failAt([1, 2, 3], first).circuit).toBeUndefined()
    expect(failAt([1, 2, 3, 4], first).circuit).toBeDefined()
  })

  it('not when one of the five was delivered', () => {
    const health = onSuccess(failAt([0, 1, 2, 3]), after(4))

    expect(failAt([5, 6, 7, 8], health).circuit).toBeUndefined()
  })

  it.each([
    ['by three failures soon after it closed', 13, true],
    ['not by three later', 14, false],
  ])('%s', (_, seconds, isOpen) => {
    const health = onSuccess(anAskingHealth(), after(20))

    const again = failAt([20, 20, 20 + seconds], health)

    expect(again.circuit !== undefined).toBe(isOpen)
  })
})

describe('onFailure() holds the webhook', () => {
  it('until the moment that the receiver asked for', () => {
    const health = fail(undefined, 0, { pausedUntil: afterNoon(60) })

    expect(pauseOf(health, after(59))).toEqual({ kind: 'retry-after', until: afterNoon(60) })
  })

  it.each([
    [60, 30],
    [30, 60],
  ])('until the longest when %i and %i s are asked for', (...seconds) => {
    const health = seconds.reduce<Health | undefined>(
      (before, asked) => fail(before, 0, { pausedUntil: afterNoon(asked) }),
      undefined,
    )

    expect(health?.pausedUntil).toBe(afterNoon(60))
  })

  it('also when what was in flight says so while the circuit is open', () => {
    const before = anAskingHealth()

    const health = fail(before, 16, { delivery: 'leftover', pausedUntil: afterNoon(600) })

    expect(health).toEqual({ ...before, pausedUntil: afterNoon(600) })
  })
})

describe('a probe', () => {
  it('is the only one for two minutes', () => {
    const health = anAskingHealth()

    expect(pauseOf(health, after(134))).toMatchObject({ isProbeDue: false, probe: 'probe' })
    expect(pauseOf(health, after(135))).toMatchObject({ isProbeDue: true, probe: 'probe' })
  })

  it('in vain lets the next wait twice as long, up to a quarter of an hour', () => {
    let health = failAt([0, 0, 0, 0, 0])
    const waits: number[] = []
    for (let number = 1; number <= 8; number += 1) {
      health = startProbe(health, `probe-${number}`, after(1000 * number))
      health = fail(health, 1000 * number, { delivery: `probe-${number}` })
      waits.push(
        (Date.parse(health.circuit?.nextProbeAt ?? '') - Number(after(1000 * number))) / 1000,
      )
    }

    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
    expect(health).toMatchObject({ failures: 13, circuit: { openedAt: afterNoon(0), probes: 8 } })
    expect(health.circuit?.probe).toBeUndefined()
  })

  it.each([
    ['in vain', (health: Health) => fail(health, 20, { delivery: 'probe' })],
    [
      'that tells nothing of the receiver',
      (health: Health) => releaseProbe(health, 'probe', after(20)),
    ],
    ['that is delivered', (health: Health) => onSuccess(health, after(20))],
  ])('%s keeps the notices that are not published yet', (_, end) => {
    const at = afterNoon(0)
    const notices: Notice[] = [{ kind: 'recovered', at, failingSince: at }]

    const health = end({ ...anAskingHealth(), notices })

    expect(health?.notices).toEqual(notices)
  })

  it('that is delivered closes the circuit, and what waits comes back slowly', () => {
    const health = onSuccess(anAskingHealth(), after(20))

    expect(health).toEqual({ ...wellHealth, recoveredAt: afterNoon(20) })
  })

  it('that tells nothing of the receiver lets the next go at once', () => {
    const health = releaseProbe(anAskingHealth(), 'probe', after(20))

    expect(health.circuit).toEqual({
      openedAt: afterNoon(0),
      probes: 0,
      nextProbeAt: afterNoon(20),
    })
  })
})

describe('what was in flight when the circuit opened', () => {
  it('changes nothing when it fails, or tells nothing', () => {
    const health = anAskingHealth()

    expect(fail(health, 16, { delivery: 'leftover' })).toBe(health)
    expect(releaseProbe(health, 'leftover', after(16))).toBe(health)
  })

  it('closes the circuit when it is delivered, for then the receiver is back', () => {
    expect(onSuccess(anAskingHealth(), after(16))?.circuit).toBeUndefined()
  })
})
