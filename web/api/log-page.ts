import { type Api, dataOf } from './client.ts'
import { type FilledPage, fillPage, type ListQuery } from './fill-page.ts'
import { type FilterOf, queryOf } from './query.ts'
import type { DeliverySummary } from './views.ts'

/** The filters of the log, with the API's parameter names. */
export type LogFilter = Omit<FilterOf<'/deliveries'>, 'from' | 'to' | 'limit' | 'cursor'>

export type LogQuery = ListQuery<LogFilter>
export type LogPage = FilledPage<DeliverySummary>

type FetchPorts = { api: Api; signal: AbortSignal; show: (found: LogPage) => void }

/** A page of the log. */
export function fetchLogPage(
  { filter, ...list }: LogQuery,
  { api, signal, show }: FetchPorts,
): Promise<LogPage> {
  const read = (part: object) => {
    const query = queryOf<'/deliveries'>({ ...filter, ...part })
    return dataOf(api.GET('/deliveries', { params: { query }, signal }))
  }
  return fillPage(list, { read, show })
}
