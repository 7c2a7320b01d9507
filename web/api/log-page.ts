import { type Api, dataOf } from './client.ts'
import { type FilledPage, fillPage, type ListQuery, type PartQuery } from './fill-page.ts'
import { type FilterOf, queryOf } from './query.ts'
import type { DeliverySummary } from './views.ts'

/** The filters of the log, with the API's parameter names. Of several values, one is enough. */
export type LogFilter = Partial<Record<LogFilterName, readonly string[]>>

export type LogFilterName = Exclude<
  keyof FilterOf<'/deliveries'>,
  'from' | 'to' | 'limit' | 'cursor'
>

export type LogQuery = ListQuery<LogFilter>
export type LogPage = FilledPage<DeliverySummary>

type FetchPorts = { api: Api; signal: AbortSignal; show: (found: LogPage) => void }

/** A page of the log. */
export function fetchLogPage(
  { filter, ...list }: LogQuery,
  { api, signal, show }: FetchPorts,
): Promise<LogPage> {
  const read = (part: PartQuery) => readDeliveries({ ...filter, ...part }, { api, signal })
  return fillPage(list, { read, show })
}

/** One page of the API. */
export function readDeliveries(
  asked: LogFilter & PartQuery,
  { api, signal }: Pick<FetchPorts, 'api' | 'signal'>,
) {
  const query = queryOf<'/deliveries'>(asked)
  return dataOf(api.GET('/deliveries', { params: { query }, signal }))
}
