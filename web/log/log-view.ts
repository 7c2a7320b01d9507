import type { LogFilter, LogFilterName } from '../api/log-page.ts'
import { type ListView, timeIn, timeParams, type Views } from '../shared/list-view.ts'

/** The filters of the log, as stored in the URL. */
export type LogView = ListView<LogFilter>

const names = [
  'status',
  'webhook',
  'eventType',
  'resource',
  'action',
  'businessId',
  'resourceUuid',
  'reason',
  'statusCode',
  'event',
] as const satisfies readonly LogFilterName[]

/** A filter with several values is a repeated parameter, as in the API. */
export const logViews: Views<LogView> = {
  parse: (params) => {
    const filter: LogFilter = {}
    for (const name of names) {
      const values = params.getAll(name).filter((value) => value !== '')
      if (values.length > 0) filter[name] = values
    }
    return { filter, time: timeIn(params) }
  },
  format: ({ filter, time }) => {
    const values = names.flatMap((name) => (filter[name] ?? []).map((value) => [name, value]))
    return new URLSearchParams([...values, ...timeParams(time)])
  },
}

/** The status whose tab is shown; several statuses are a filter of the tab of all. */
export function tabOf({ status = [] }: LogFilter): string | undefined {
  return status.length === 1 ? status[0] : undefined
}
