import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { retryAfterSeconds } from '../../../core/deliveries/retry-after.ts'
import { noon } from '../../support/builders.ts'

const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000).toUTCString()

describe('retryAfterSeconds()', () => {
  it.each([
    ['seconds', '120', 120],
    ['seconds with spaces around', ' 120 ', 120],
    ['a day, capped at 12 hours', '86400', 43_200],
    ['more digits than a number has', '9'.repeat(400), 43_200],
    ['an HTTP date', at(90), 90],
    ['an HTTP date in a month, capped', at(30 * 86_400), 43_200],
    ['an obsolete date of RFC 850', 'Sunday, 01-Mar-26 12:00:30 GMT', 30],
    ['an obsolete date of asctime', 'Sun Mar  1 12:00:30 2026', 30],
  ])('reads %s', (_, header, seconds) => {
    expect(retryAfterSeconds(header, noon)).toBe(seconds)
  })

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['zero', '0'],
    ['a negative number', '-5'],
    ['a fraction', '1.5'],
    ['a number with a unit', '5s'],
    ['an exponent', '1e3'],
    ['hexadecimal digits', '0x10'],
    ['words', 'soon'],
    ['the current time', at(0)],
    ['a time in the past', at(-3600)],
    ['an ISO date', '2026-03-01T13:00:00Z'],
    ['a date in another zone', 'Sun, 01 Mar 2026 13:00:00 CET'],
    ['a date that does not exist', 'Sun, 99 Mar 2026 13:00:00 GMT'],
    ['two values', '5, 10'],
  ])('ignores %s', (_, header) => {
    expect(retryAfterSeconds(header, noon)).toBeUndefined()
  })

  it('returns undefined or 1 second to 12 hours, whatever the header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (header) => {
        const seconds = retryAfterSeconds(header, noon)
        expect(seconds === undefined || (seconds >= 1 && seconds <= 43_200)).toBe(true)
      }),
    )
  })
})
