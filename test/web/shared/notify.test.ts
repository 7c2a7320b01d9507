import { expect, it } from '@jest/globals'

import { belongs } from '../../../web/shared/notify.ts'

it.each([
  ['1', '/webhooks/1', true],
  ['1', '/webhooks/1/edit', true],
  ['1', '/webhooks', true],
  ['1', '/webhooks/2', false],
  ['1', '/log/1', true],
  ['a/b', '/log/a%2Fb', true],
  ['1', '/log/2', false],
  [undefined, '/webhooks/2', true],
])('belongs() says whether a notice about %s is shown on %s: %s', (about, pathname, isShown) => {
  expect(belongs(about === undefined ? {} : { about }, pathname)).toBe(isShown)
})
