import { resolveRange, type TimeRange } from '../common/time-range.ts'

export type ListQuery<Filter> = {
  filter: Filter
  time: TimeRange | undefined
  /**
   * The cursor of the page, and the time from which `last` was measured. The first page has
   * neither.
   */
  after: string | undefined
  at: string | undefined
  limit: number
}

export type FilledPage<Item> = {
  items: readonly Item[]
  cursor: string | undefined
  /** The time from which `last` was measured. The cursor is valid for this time only. */
  at: string
  requests: number
  /** False while the page is still being filled. */
  isComplete: boolean
  isFull: boolean
}

/** The parameters of one request, besides the filters. */
export type PartQuery = { from?: string; to?: string; limit: number; cursor: string | undefined }

type FillPorts<Item> = {
  /** Reads one page of the API. */
  read: (query: PartQuery) => Promise<{ items: readonly Item[]; cursor?: string }>
  show: (found: FilledPage<Item>) => void
}

/** The limit for one page. After that, the user decides whether to continue. */
const maxRequests = 30

const incomplete = { isComplete: false, isFull: false }

/** Reads API pages, which may be short or empty, until this page is full. */
export async function fillPage<Item>(
  { time, after, at: measuredAt, limit }: Omit<ListQuery<unknown>, 'filter'>,
  { read, show }: FillPorts<Item>,
): Promise<FilledPage<Item>> {
  const at = measuredAt ?? new Date().toISOString()
  const interval = time && resolveRange(time, Date.parse(at))
  let page: FilledPage<Item> = { items: [], cursor: after, at, requests: 0, ...incomplete }
  for (;;) {
    const missing = limit - page.items.length
    const body = await read({ ...interval, limit: missing, cursor: page.cursor })
    const requests = page.requests + 1
    const items = [...page.items, ...body.items]
    const isFull = items.length >= limit
    const isComplete = body.cursor === undefined || isFull || requests === maxRequests
    page = { items, cursor: body.cursor, at, requests, isComplete, isFull }
    if (isComplete) return page
    show(page)
  }
}
