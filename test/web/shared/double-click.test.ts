import { expect, it } from '@jest/globals'

import { isSeparateClick } from '../../../web/shared/double-click.ts'

it.each([
  ['the first click', 1, Infinity, true],
  ['a later click', 1, 500, true],
  ['a click by a key, with a count of 0', 0, 500, true],
  ['the second click of a double-click', 2, 300, false],
  ['the second click of a slow double-click', 2, 600, false],
  ['an immediate second tap on a touch screen', 1, 499, false],
  ['the repeat of a key that stays pressed', 0, 30, false],
])('isSeparateClick() recognizes %s', (_, count, sinceLastMs, isSeparate) => {
  expect(isSeparateClick(count, sinceLastMs)).toBe(isSeparate)
})
