import { expect, it } from '@jest/globals'

import { sumOf } from '../../../web/api/recoveries.ts'

it('sumOf() adds the counts of webhooks, by status', () => {
  const asked = {
    from: '2026-11-01T00:00:00Z',
    to: '2026-11-02T00:00:00Z',
    statuses: ['failed' as const, 'skipped' as const],
  }
  const one = { ...asked, counts: { failed: 2, skipped: 0 }, total: 2 }
  const other = { ...asked, counts: { failed: 3, skipped: 4 }, total: 7 }

  expect(sumOf([one, other], asked)).toEqual({
    ...asked,
    counts: { failed: 5, skipped: 4 },
    total: 9,
  })
  expect(sumOf([], asked)).toEqual({ ...asked, counts: { failed: 0, skipped: 0 }, total: 0 })
})
