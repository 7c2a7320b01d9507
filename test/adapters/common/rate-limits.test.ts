import { describe, expect, it } from '@jest/globals'

import { rateLimits } from '../../../adapters/common/rate-limits.ts'
import { noon } from '../../support/builders.ts'

describe('rateLimits()', () => {
  const person = { marketplace: 'acme', account: 'manager-1' }

  it('limits a caller until its wait is over', () => {
    const clock = { now: noon }
    const mustWait = rateLimits({ perSecond: 1, now: () => clock.now })

    expect([mustWait(person), mustWait(person), mustWait(person)]).toEqual([0, 0, 1])
    clock.now = new Date(noon.getTime() + 1000)
    expect([mustWait(person), mustWait(person)]).toEqual([0, 1])
  })

  it.each([
    ['another person', { ...person, account: 'manager-2' }],
    ['a person of the same name in another marketplace', { ...person, marketplace: 'globex' }],
  ])('does not limit %s meanwhile', (_, other) => {
    const mustWait = rateLimits({ perSecond: 1, now: () => noon })
    for (let count = 0; count < 3; count += 1) mustWait(person)

    expect(mustWait(other)).toBe(0)
  })
})
