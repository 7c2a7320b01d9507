import { expect, it } from '@jest/globals'

import { expiryState, expiryTime, isComplete } from '../../../web/api-keys/expiry.ts'

const now = Date.parse('2026-11-22T12:00:00Z')

it.each([
  ['never', undefined],
  ['30', '2026-12-22T12:00:00.000Z'],
  ['90', '2027-02-20T12:00:00.000Z'],
  ['365', '2027-11-22T12:00:00.000Z'],
  ['date', new Date(2027, 0, 31, 23, 59, 59).toISOString()],
] as const)('expiryTime() for the choice %s is %s', (choice, time) => {
  expect(expiryTime({ choice, date: '2027-01-31' }, now)).toBe(time)
})

it.each([
  [{ choice: 'never', date: '' }, true],
  [{ choice: 'date', date: '2027-01-31' }, true],
  [{ choice: 'date', date: '' }, false],
  [{ choice: 'date', date: '2027-' }, false],
] as const)('isComplete() for %j is %s', (expiry, complete) => {
  expect(isComplete(expiry)).toBe(complete)
})

it.each([
  ['2026-12-07T12:00:00Z', 'valid'],
  ['2026-12-06T12:00:00Z', 'expiring'],
  ['2026-11-22T12:00:00Z', 'expired'],
])('expiryState() of a key that expires at %s is %s', (expiresAt, state) => {
  expect(expiryState(expiresAt, now)).toBe(state)
})
