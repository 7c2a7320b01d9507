import { expect, it } from '@jest/globals'

import { type LogView, logViews } from '../../../web/log/log-view.ts'
import { isFiltered } from '../../../web/shared/list-view.ts'
import { readParams, withParams } from '../../../web/shared/url-params.ts'

const last7Days = { kind: 'last', amount: 7, unit: 'd' } as const

it.each<[string, LogView]>([
  ['', { filter: {}, time: undefined }],
  [
    'status=failed&webhook=w-1',
    { filter: { status: ['failed'], webhook: ['w-1'] }, time: undefined },
  ],
  ['status=failed&status=skipped', { filter: { status: ['failed', 'skipped'] }, time: undefined }],
  ['reason=timeout%3A+dns&last=7d', { filter: { reason: ['timeout: dns'] }, time: last7Days }],
  [
    'from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-02T00%3A00%3A00.000Z',
    {
      filter: {},
      time: { kind: 'between', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' },
    },
  ],
])('the address "%s" is parsed to a view and formatted back', (address, view) => {
  expect(logViews.parse(new URLSearchParams(address))).toEqual(view)
  expect(logViews.format(view).toString()).toBe(address)
  expect(isFiltered(view)).toBe(address !== '')
})

it.each(['last=0d', 'last=7y', 'last=', 'from=yesterday&to=today', 'from=2026-11-01', 'status='])(
  'the address "%s" has no filter',
  (address) => {
    expect(isFiltered(logViews.parse(new URLSearchParams(address)))).toBe(false)
  },
)

it('readParams() returns the named parameters that are not empty', () => {
  const params = new URLSearchParams('search=crm&state=&other=1')

  expect(readParams(params, ['search', 'state', 'sort'])).toEqual({ search: 'crm' })
})

it('withParams() removes cleared parameters and does not change its input', () => {
  const params = new URLSearchParams('search=crm&sort=url')

  expect(withParams(params, { search: '', state: 'retry-after' }).toString()).toBe(
    'sort=url&state=retry-after',
  )
  expect(params.toString()).toBe('search=crm&sort=url')
})
