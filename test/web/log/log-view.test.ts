import { expect, it } from '@jest/globals'

import { isNarrowed, type LogView, readView, writeView } from '../../../web/log/log-view.ts'
import { changed, readNames } from '../../../web/shared/url-params.ts'

const last7Days = { kind: 'last', amount: 7, unit: 'd' } as const

it.each<[string, LogView]>([
  ['', { filter: {}, time: undefined }],
  ['status=failed&webhook=w-1', { filter: { status: 'failed', webhook: 'w-1' }, time: undefined }],
  ['reason=timeout%3A+dns&last=7d', { filter: { reason: 'timeout: dns' }, time: last7Days }],
  [
    'from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-02T00%3A00%3A00.000Z',
    {
      filter: {},
      time: { kind: 'between', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' },
    },
  ],
])('the address "%s" is a view of the log, there and back', (address, view) => {
  expect(readView(new URLSearchParams(address))).toEqual(view)
  expect(writeView(view).toString()).toBe(address)
  expect(isNarrowed(view)).toBe(address !== '')
})

it.each(['last=0d', 'last=7y', 'last=', 'from=yesterday&to=today', 'from=2026-11-01', 'status='])(
  'the address "%s" narrows nothing',
  (address) => {
    expect(isNarrowed(readView(new URLSearchParams(address)))).toBe(false)
  },
)

it('readNames() gives what is asked for and not empty', () => {
  const params = new URLSearchParams('search=crm&state=&other=1')

  expect(readNames(params, ['search', 'state', 'sort'])).toEqual({ search: 'crm' })
})

it('changed() leaves out what was cleared, and the given address as it is', () => {
  const params = new URLSearchParams('search=crm&sort=url')

  expect(changed(params, { search: '', state: 'retry-after' }).toString()).toBe(
    'sort=url&state=retry-after',
  )
  expect(params.toString()).toBe('search=crm&sort=url')
})
