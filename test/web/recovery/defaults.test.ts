import { expect, it } from '@jest/globals'

import { defaultsFrom, selectionOf } from '../../../web/recovery/defaults.ts'

const range = { kind: 'last', amount: 7, unit: 'd' } as const

it.each([
  [{ filter: {}, time: undefined }, {}],
  [
    { filter: { status: ['failed'] }, time: range },
    { range, statuses: ['failed'] },
  ],
  [{ filter: { status: ['skipped'] }, time: undefined }, { statuses: ['skipped'] }],
  [
    { filter: { status: ['pending', 'skipped'] }, time: range },
    { range, statuses: ['skipped'] },
  ],
  [{ filter: { status: ['dropped'] }, time: range }, { range }],
])('defaultsFrom() takes the recoverable statuses and the range from %j', (view, defaults) => {
  expect(defaultsFrom(view)).toEqual(defaults)
})

it('selectionOf() is exactly what was counted', () => {
  const between = { from: '2026-11-21T12:00:00Z', to: '2026-11-22T12:00:00Z' }

  const selection = { ...between, statuses: ['failed' as const] }

  expect(selectionOf({ ...selection, counts: { failed: 2 }, total: 2 }, ['failed'])).toEqual(
    selection,
  )
})
