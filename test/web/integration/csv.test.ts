import { expect, it } from '@jest/globals'

import type { IntegrationEventSummary } from '../../../web/api/integration-views.ts'
import { csvHeading, csvLines } from '../../../web/integration/events/csv.ts'
import { exportPages } from '../../../web/shared/export-pages.ts'
import { en } from '../../../web/text/en.ts'

const names = { marketplace: 'acme', productName: (id: string) => `Product ${id}` }

const anEvent = (change: Partial<IntegrationEventSummary> = {}): IntegrationEventSummary => ({
  token: 'token-1',
  type: 'SUBSCRIPTION_ORDER',
  product: 'crm',
  vendor: 'globex',
  status: 'complete',
  stage: 'ended',
  createdAt: '2026-11-26T12:00:00.000Z',
  createdBy: 'marketplace',
  ...change,
})

it('csvLines() quotes and keeps spreadsheets from running what customers are called', () => {
  const lines = csvLines(
    [
      anEvent({ company: { uuid: 'company-1', name: '=HYPERLINK("http://evil.example")' } }),
      anEvent({
        status: 'failed',
        creator: { uuid: 'user-1', email: 'ada@example.com' },
        result: {
          at: '2026-11-26T12:00:01.000Z',
          by: 'response',
          success: false,
          errorCode: 'USER_NOT_FOUND',
          message: 'No such user,\nsorry',
        },
      }),
    ],
    names,
  )

  expect(lines).toBe(
    [
      'complete,2026-11-26T12:00:00.000Z,acme,Product crm,globex,SUBSCRIPTION_ORDER,token-1,"\'=HYPERLINK(""http://evil.example"")",,,,',
      'failed,2026-11-26T12:00:00.000Z,acme,Product crm,globex,SUBSCRIPTION_ORDER,token-1,,ada@example.com,,USER_NOT_FOUND,"No such user,\nsorry"',
      '',
    ].join('\r\n'),
  )
})

it('exportPages() reads every page into one file and keeps no row', async () => {
  const heading = csvHeading(en.integrationEvents.csv)
  const pages = 1000
  const perPage = 100
  const asked: (string | undefined)[] = []
  const counts: number[] = []

  const file = await exportPages(
    { heading, type: 'text/csv' },
    {
      read: (cursor) => {
        const page = asked.push(cursor)
        const items = Array.from({ length: perPage }, () => anEvent({ token: `token-${page}` }))
        return Promise.resolve({ items, ...(page < pages && { cursor: `after ${page}` }) })
      },
      lines: (events) => csvLines(events, names),
      onRows: (count) => counts.push(count),
    },
  )

  const lines = (await file.text()).split('\r\n')
  expect(lines[0]).toMatch(/^Status,Created,Marketplace,/)
  expect(lines).toHaveLength(1 + pages * perPage + 1)
  expect(asked.slice(0, 3)).toEqual([undefined, 'after 1', 'after 2'])
  expect(counts.at(-1)).toBe(pages * perPage)
})
