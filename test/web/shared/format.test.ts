import { beforeAll, expect, it } from '@jest/globals'

import { betweenOf } from '../../../web/common/time-range.ts'

let format: typeof import('../../../web/shared/format.ts')

/** As a browser in Britain: what is written follows the reader's language. */
beforeAll(async () => {
  const navigator = { languages: ['de-DE', 'en-GB'] }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  format = await import('../../../web/shared/format.ts')
})

const now = Date.parse('2026-11-22T12:00:00Z')

it.each([
  ['2026-11-22T11:57:00Z', '3 minutes ago'],
  ['2026-11-22T14:30:00Z', 'in 2 hours'],
  ['2026-11-21T12:00:00Z', 'yesterday'],
  ['2026-11-22T12:00:00Z', 'now'],
])('fromNow() says of %s "%s"', (at, said) => {
  expect(format.fromNow(at, now)).toBe(said)
})

it.each([
  [1, '1 s'],
  [59, '59 s'],
  [200, '3 min 20 s'],
  [3900, '1 h 5 min'],
])('timeLeft() says of %s seconds "%s"', (seconds, said) => {
  expect(format.timeLeft(seconds)).toBe(said)
})

it.each([
  [30, '30 s'],
  [90, '90 s'],
  [300, '5 min'],
  [5400, '1.5 h'],
  [43_200, '12 h'],
])('inUnits() says of %s seconds "%s"', (seconds, said) => {
  expect(format.inUnits(seconds)).toBe(said)
})

it.each([
  [0.4, '0 ms'],
  [34, '34 ms'],
  [1234, '1.2 s'],
])('inMs() says of %s milliseconds "%s"', (ms, said) => {
  expect(format.inMs(ms)).toBe(said)
})

it('numbers are written as the reader does it', () => {
  expect(format.inPercent(0.9951)).toBe('99.5%')
  expect(format.inDigits(1234)).toBe('1,234')
})

it('betweenOf() begins a time that ends now as long ago as it lasts, and does not end it', () => {
  const from = '2026-11-22T11:45:00.000Z'

  expect(betweenOf({ kind: 'last', amount: 15, unit: 'm' }, now)).toEqual({ from })
})
