import { expect, it } from '@jest/globals'

import { isOwnClick } from '../../../web/shared/double-click.ts'

it.each([
  ['the first one', 1, Infinity, true],
  ['one that comes later', 1, 500, true],
  ['one by a key, which the browser does not count', 0, 500, true],
  ['the second one of a double-click', 2, 300, false],
  ['the second one of a slow double-click', 2, 600, false],
  ['one right after another, on a touch screen', 1, 499, false],
  ['one of a key that is held down', 0, 30, false],
])('isOwnClick() knows %s', (_, count, sinceLastMs, isOwn) => {
  expect(isOwnClick(count, sinceLastMs)).toBe(isOwn)
})
