import { expect, it } from '@jest/globals'

import type { Api } from '../../../web/api/client.ts'
import { type LogPage, type LogWish, readPage } from '../../../web/api/log-page.ts'

/** A log whose pages hold so many deliveries, and what it was asked for. */
function aLog(...sizes: number[]) {
  const asked: unknown[] = []
  const shown: LogPage[] = []
  const api: Api = ({ query }) => {
    const page = asked.push(query)
    const items = Array.from({ length: sizes[page - 1] ?? 0 }, (_, index) => ({
      id: `${page}-${index}`,
    }))
    const body = { items, ...(page < sizes.length && { cursor: `after ${page}` }) }
    return Promise.resolve({ status: 200, body: body as never, text: '', etag: undefined })
  }
  const read = (wish: Partial<LogWish> = {}) =>
    readPage(
      { filter: {}, time: undefined, after: undefined, at: undefined, limit: 5, ...wish },
      { api, signal: new AbortController().signal, show: (page) => shown.push(page) },
    )
  return { read, asked, shown }
}

it('parsePageQuery() follows short and empty pages until its own is full', async () => {
  const { read, asked, shown } = aLog(2, 0, 3, 4)

  const page = await read({ filter: { status: 'failed' } })

  expect(page).toMatchObject({ isWhole: true, isFull: true, requests: 3, cursor: 'after 3' })
  expect(page.items.map(({ id }) => id)).toEqual(['1-0', '1-1', '3-0', '3-1', '3-2'])
  expect(asked).toEqual([
    { status: 'failed', limit: 5, cursor: undefined },
    { status: 'failed', limit: 3, cursor: 'after 1' },
    { status: 'failed', limit: 3, cursor: 'after 2' },
  ])
  expect(shown.map(({ items, isWhole }) => [items.length, isWhole])).toEqual([
    [2, false],
    [2, false],
  ])
})

it('parsePageQuery() ends where the log ends', async () => {
  const { read } = aLog(2, 1)

  const page = await read()

  expect(page).toMatchObject({ isWhole: true, isFull: false, requests: 2 })
  expect(page.cursor).toBeUndefined()
})

it('parsePageQuery() gives up after 30 requests, and says where one can go on', async () => {
  const { read } = aLog(...Array.from({ length: 100 }, () => 0))

  const page = await read()

  expect(page).toMatchObject({ isWhole: true, isFull: false, requests: 30, cursor: 'after 30' })
})

it('parsePageQuery() measures a time that ends now as the page before did', async () => {
  const { read, asked } = aLog(5)

  await read({
    time: { kind: 'last', amount: 1, unit: 'h' },
    after: 'a cursor',
    at: '2026-11-22T12:00:00.000Z',
  })

  expect(asked).toEqual([{ from: '2026-11-22T11:00:00.000Z', limit: 5, cursor: 'a cursor' }])
})
