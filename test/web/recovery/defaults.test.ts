import { expect, it } from '@jest/globals'

import { wanted, wishOf } from '../../../web/recovery/defaults.ts'

const range = { kind: 'last', amount: 7, unit: 'd' } as const

it.each([
  [{ filter: {}, time: undefined }, {}],
  [
    { filter: { status: 'failed' }, time: range },
    { range, statuses: ['failed'] },
  ],
  [{ filter: { status: 'skipped' }, time: undefined }, { statuses: ['skipped'] }],
  [{ filter: { status: 'pending' }, time: range }, { range }],
])('wishOf() takes from the log what can be recovered: %j', (view, wish) => {
  expect(wishOf(view)).toEqual(wish)
})

it('wanted() is what was counted, though time goes on', () => {
  const between = { from: '2026-11-21T12:00:00Z', to: '2026-11-22T12:00:00Z' }

  const asked = { ...between, statuses: ['failed' as const] }

  expect(wanted({ ...asked, counts: { failed: 2 }, total: 2 }, ['failed'])).toEqual(asked)
})
