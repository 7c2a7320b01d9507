import { resolveRange, type TimeRange } from '../common/time-range.ts'
import { type Api, dataOf } from './client.ts'
import { type FilterOf, queryOf } from './query.ts'
import type { DeliverySummary } from './views.ts'

/** The filters of the log, with the API's parameter names. */
export type LogFilter = Omit<FilterOf<'/deliveries'>, 'from' | 'to' | 'limit' | 'cursor'>

export type LogQuery = {
  filter: LogFilter
  time: TimeRange | undefined
  /**
   * The cursor of the page, and the time from which `last` was measured. The first page has
   * neither.
   */
  after: string | undefined
  at: string | undefined
  limit: number
}

export type LogPage = {
  items: readonly DeliverySummary[]
  cursor: string | undefined
  /** The time from which `last` was measured. The cursor is valid for this time only. */
  at: string
  requests: number
  /** False while the page is still being filled. */
  isComplete: boolean
  isFull: boolean
}

/** The limit for one page. After that, the user decides whether to continue. */
const maxRequests = 30

const incomplete = { isComplete: false, isFull: false }

type FetchPorts = { api: Api; signal: AbortSignal; show: (found: LogPage) => void }

/** Reads API pages, which may be short or empty, until this page is full. */
export async function fetchLogPage(
  logQuery: LogQuery,
  { api, signal, show }: FetchPorts,
): Promise<LogPage> {
  const { filter, time, limit } = logQuery
  const at = logQuery.at ?? new Date().toISOString()
  const interval = time && resolveRange(time, Date.parse(at))
  let page: LogPage = { items: [], cursor: logQuery.after, at, requests: 0, ...incomplete }
  for (;;) {
    const missing = limit - page.items.length
    const paging = { limit: missing, cursor: page.cursor }
    const query = queryOf<'/deliveries'>({ ...filter, ...interval, ...paging })
    const body = await dataOf(api.GET('/deliveries', { params: { query }, signal }))
    const requests = page.requests + 1
    const items = [...page.items, ...body.items]
    const isFull = items.length >= limit
    const isComplete = body.cursor === undefined || isFull || requests === maxRequests
    page = { items, cursor: body.cursor, at, requests, isComplete, isFull }
    if (isComplete) return page
    show(page)
  }
}
