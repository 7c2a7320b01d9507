import { betweenOf, type TimeRange } from '../common/time-range.ts'
import type { Api } from './client.ts'
import type { DeliverySummary, List } from './views.ts'

/** What the log is asked for, as the API names it; what is missing narrows nothing. */
export type LogFilter = {
  status?: string
  resource?: string
  action?: string
  webhook?: string
  statusCode?: string
  reason?: string
  event?: string
  resourceUuid?: string
}

export type LogWish = {
  filter: LogFilter
  time: TimeRange | undefined
  /** Where the page begins, and when the time was measured for the page before; the first has none. */
  after: string | undefined
  at: string | undefined
  limit: number
}

export type LogPage = {
  items: readonly DeliverySummary[]
  cursor: string | undefined
  /** When the time that ends now was measured; the cursor is good for that one alone. */
  at: string
  requests: number
  /** False while it is still read. */
  isWhole: boolean
  isFull: boolean
}

/** So many requests for one page; then somebody shall say whether to go on. */
const mostRequests = 30

const partial = { isWhole: false, isFull: false }

type Needs = { api: Api; signal: AbortSignal; show: (found: LogPage) => void }

/** A page of the API may hold few or none and lead on: it is followed until this one is full. */
export async function readPage(wish: LogWish, { api, signal, show }: Needs): Promise<LogPage> {
  const { filter, time, limit } = wish
  const at = wish.at ?? new Date().toISOString()
  const between = time && betweenOf(time, Date.parse(at))
  let page: LogPage = { items: [], cursor: wish.after, at, requests: 0, ...partial }
  for (;;) {
    const rest = limit - page.items.length
    const query = { ...filter, ...between, limit: rest, cursor: page.cursor }
    const { body } = await api<List<DeliverySummary>>({ path: '/deliveries', query, signal })
    const requests = page.requests + 1
    const items = [...page.items, ...body.items]
    const isFull = items.length >= limit
    const isWhole = body.cursor === undefined || isFull || requests === mostRequests
    page = { items, cursor: body.cursor, at, requests, isWhole, isFull }
    if (isWhole) return page
    show(page)
  }
}
