import { beforeAll, expect, it } from '@jest/globals'

import { resolveRange } from '../../../web/common/time-range.ts'

let format: typeof import('../../../web/shared/format.ts')

/** A browser in Britain. */
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
])('formatRelative() formats %s as "%s"', (at, text) => {
  expect(format.formatRelative(at, now)).toBe(text)
})

it.each([
  [1, '1 s'],
  [59, '59 s'],
  [200, '3 min 20 s'],
  [3900, '1 h 5 min'],
])('formatCountdown() formats %s seconds as "%s"', (seconds, text) => {
  expect(format.formatCountdown(seconds)).toBe(text)
})

it.each([
  [30, '30 s'],
  [90, '90 s'],
  [300, '5 min'],
  [5400, '1.5 h'],
  [43_200, '12 h'],
])('formatSeconds() formats %s seconds as "%s"', (seconds, text) => {
  expect(format.formatSeconds(seconds)).toBe(text)
})

it.each([
  [0.4, '0 ms'],
  [34, '34 ms'],
  [1234, '1.2 s'],
])('formatMs() formats %s milliseconds as "%s"', (ms, text) => {
  expect(format.formatMs(ms)).toBe(text)
})

it('numbers have the format of the reader', () => {
  expect(format.formatPercent(0.9951)).toBe('99.5%')
  expect(format.formatCount(1234)).toBe('1,234')
})

it('resolveRange() starts a range that ends now at its length before now, without an end', () => {
  const from = '2026-11-22T11:45:00.000Z'

  expect(resolveRange({ kind: 'last', amount: 15, unit: 'm' }, now)).toEqual({ from })
})

it.each([
  ['2026-11-22T11:57:03Z', /^\d\d:\d\d:\d\d$/],
  ['2026-11-19T11:57:03Z', /^19 Nov, \d\d:\d\d:\d\d$/],
])('formatClock() formats %s with the date if it is not today', (at, text) => {
  expect(format.formatClock(at, now)).toMatch(text)
})

it.each([
  ['2026-11-22T12:10:00Z', /^\d\d:\d\d$/],
  ['2026-11-25T12:00:00Z', /^Wed,? \d\d:\d\d$/],
  ['2026-12-24T12:00:00Z', /^24 Dec, \d\d:\d\d$/],
])('formatSoon() formats %s as shortly as it is clear', (at, text) => {
  expect(format.formatSoon(at, now)).toMatch(text)
})
