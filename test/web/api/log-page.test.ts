import { expect, it } from '@jest/globals'

import { createPostriderClient } from '../../../client/postrider.ts'
import { fetchLogPage, type LogPage, type LogQuery } from '../../../web/api/log-page.ts'

/** A log whose pages have the given sizes, and the requests that it received. */
function aLog(...sizes: number[]) {
  const requests: unknown[] = []
  const shown: LogPage[] = []
  const answer = ({ url }: Request) => {
    const page = requests.push(Object.fromEntries(new URL(url).searchParams))
    const items = Array.from({ length: sizes[page - 1] ?? 0 }, (_, index) => ({
      id: `${page}-${index}`,
    }))
    const body = { items, ...(page < sizes.length && { cursor: `after ${page}` }) }
    return Promise.resolve(Response.json(body))
  }
  const api = createPostriderClient({ url: 'https://api.example.com', fetch: answer })
  const read = (logQuery: Partial<LogQuery> = {}) =>
    fetchLogPage(
      { filter: {}, time: undefined, after: undefined, at: undefined, limit: 5, ...logQuery },
      { api, signal: new AbortController().signal, show: (page) => shown.push(page) },
    )
  return { read, requests, shown }
}

it('fetchLogPage() reads short and empty pages until its own is full', async () => {
  const { read, requests, shown } = aLog(2, 0, 3, 4)

  const page = await read({ filter: { status: ['failed'] } })

  expect(page).toMatchObject({ isComplete: true, isFull: true, requests: 3, cursor: 'after 3' })
  expect(page.items.map(({ id }) => id)).toEqual(['1-0', '1-1', '3-0', '3-1', '3-2'])
  expect(requests).toEqual([
    { status: 'failed', limit: '5' },
    { status: 'failed', limit: '3', cursor: 'after 1' },
    { status: 'failed', limit: '3', cursor: 'after 2' },
  ])
  expect(shown.map(({ items, isComplete: isComplete }) => [items.length, isComplete])).toEqual([
    [2, false],
    [2, false],
  ])
})

it('fetchLogPage() stops at the end of the log', async () => {
  const { read } = aLog(2, 1)

  const page = await read()

  expect(page).toMatchObject({ isComplete: true, isFull: false, requests: 2 })
  expect(page.cursor).toBeUndefined()
})

it('fetchLogPage() stops after 30 requests and returns a cursor', async () => {
  const { read } = aLog(...Array.from({ length: 100 }, () => 0))

  const page = await read()

  expect(page).toMatchObject({ isComplete: true, isFull: false, requests: 30, cursor: 'after 30' })
})

it('fetchLogPage() measures a range that ends now from the same time as the previous page', async () => {
  const { read, requests } = aLog(5)

  await read({
    time: { kind: 'last', amount: 1, unit: 'h' },
    after: 'a cursor',
    at: '2026-11-22T12:00:00.000Z',
  })

  expect(requests).toEqual([{ from: '2026-11-22T11:00:00.000Z', limit: '5', cursor: 'a cursor' }])
})
