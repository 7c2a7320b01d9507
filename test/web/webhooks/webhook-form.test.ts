import { expect, it } from '@jest/globals'

import { isChoiceOf } from '../../../web/shared/table-settings.ts'
import { errorsAt } from '../../../web/webhooks/form/field-errors.ts'
import { readWaits } from '../../../web/webhooks/form/retry-waits.ts'

it.each([
  ['', []],
  ['30', [30]],
  ['30 s, 5min; 1.5 h', [30, 300, 5400]],
  ['1 d', [86_400]],
  ['soon', undefined],
  ['0.5 s', undefined],
  ['5 min,', undefined],
])('parseRetryWaits() reads "%s"', (text, waits) => {
  expect(readWaits(text)).toEqual(waits)
})

it('errorsAt() says what is wrong at its field, and what is of none elsewhere', () => {
  const errors = errorsAt([
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
  ['what it remembered', ['a', 'b'], true],
  ['other columns', ['a', 'c'], false],
  ['fewer columns', ['a'], false],
])('isChoiceOf() tells a choice from %s', (_, ids, isGood) => {
  const columns = ids.map((id) => ({ id, visible: true }))

  expect(isChoiceOf(['b', 'a'], { pageSize: 50, wrapLines: true, columns })).toBe(isGood)
})
