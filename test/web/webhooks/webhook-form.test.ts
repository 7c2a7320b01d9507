import { expect, it } from '@jest/globals'

import { isSettingsOf } from '../../../web/shared/table-settings.ts'
import { fieldErrors } from '../../../web/webhooks/form/field-errors.ts'
import { addressErrors, addressesIn } from '../../../web/webhooks/form/notify-addresses.ts'
import { parseRetryWaits } from '../../../web/webhooks/form/retry-waits.ts'

it.each([
  ['', []],
  ['30', [30]],
  ['30 s, 5min; 1.5 h', [30, 300, 5400]],
  ['1 d', [86_400]],
  ['soon', undefined],
  ['0.5 s', undefined],
  ['5 min,', undefined],
])('parseRetryWaits() parses "%s"', (text, waits) => {
  expect(parseRetryWaits(text)).toEqual(waits)
})

it.each([
  ['', []],
  [' \n', []],
  ['ann@example.com', ['ann@example.com']],
  ['ann@example.com\nbob@example.com\n', ['ann@example.com', 'bob@example.com']],
  [
    'ann@example.com, bob@example.com; eve@example.com',
    ['ann@example.com', 'bob@example.com', 'eve@example.com'],
  ],
])('addressesIn() parses %j', (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses)
})

it.each([
  ['nothing', [], undefined],
  ['one address', [{ path: 'notify.1', message: 'is wrong' }], 'bob: Is wrong'],
  [
    'all addresses',
    [{ path: 'notify', message: 'must have at most 5 items' }],
    'Must have at most 5 items',
  ],
])('addressErrors() names the address of an error of %s', (_, errors, text) => {
  expect(addressErrors('ann@example.com\nbob', fieldErrors(errors))).toBe(text)
})

it('fieldErrors() separates the errors of fields from others', () => {
  const errors = fieldErrors([
    { path: 'actions.0', message: 'is not supported' },
    { path: 'authentication.extraParameters.audience', message: 'is too long' },
    { path: 'authentication', message: 'is of no type' },
  ])

  expect(errors.at('actions')).toBe('Is not supported')
  expect(errors.at('authentication.extraParameters')).toBe('Audience is too long')
  expect(errors.at('url')).toBeUndefined()
  expect(errors.elsewhere.map(({ path }) => path)).toEqual(['authentication'])
})

it.each([
  ['saved settings', ['a', 'b'], true],
  ['other columns', ['a', 'c'], false],
  ['fewer columns', ['a'], false],
])('isSettingsOf() recognizes %s', (_, ids, isValid) => {
  const columns = ids.map((id) => ({ id, visible: true }))

  expect(isSettingsOf(['b', 'a'], { pageSize: 50, wrapLines: true, columns })).toBe(isValid)
})
