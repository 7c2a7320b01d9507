import type { LogFilter } from '../api/log-page.ts'
import { formatLast, parseBetween, parseLast, type TimeRange } from '../common/time-range.ts'
import { readParams } from '../shared/url-params.ts'

/** The filters of the log, as stored in the URL. */
export type LogView = { filter: LogFilter; time: TimeRange | undefined }

const names = [
  'status',
  'resource',
  'action',
  'webhook',
  'statusCode',
  'reason',
  'event',
  'resourceUuid',
] as const satisfies readonly (keyof LogFilter)[]

export function parseView(params: URLSearchParams): LogView {
  const filter: LogFilter = readParams(params, names)
  const time = parseLast(params.get('last')) ?? parseBetween(params.get('from'), params.get('to'))
  return { filter, time }
}

/** The parameters in a fixed order, so that a view has only one URL. */
export function formatView({ filter, time }: LogView): URLSearchParams {
  const params = names.flatMap((name) => {
    const value = filter[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return new URLSearchParams([...params, ...timeParams(time)])
}

function timeParams(time: TimeRange | undefined): string[][] {
  if (time === undefined) return []
  if (time.kind === 'last') return [['last', formatLast(time)]]
  return [
    ['from', time.from],
    ['to', time.to],
  ]
}

export function isFiltered({ filter, time }: LogView): boolean {
  return time !== undefined || Object.keys(filter).length > 0
}
