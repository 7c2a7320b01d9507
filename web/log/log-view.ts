import type { LogFilter } from '../api/log-page.ts'
import { readNames } from '../shared/url-params.ts'
import { readBetween, readLast, type TimeRange, writtenLast } from '../common/time-range.ts'

/** What narrows the log, as its address says it. */
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

export function readView(params: URLSearchParams): LogView {
  const filter: LogFilter = readNames(params, names)
  const time = readLast(params.get('last')) ?? readBetween(params.get('from'), params.get('to'))
  return { filter, time }
}

/** The address of a view, in one order, so that the same view has one address. */
export function writeView({ filter, time }: LogView): URLSearchParams {
  const given = names.flatMap((name) => {
    const value = filter[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return new URLSearchParams([...given, ...writtenTime(time)])
}

function writtenTime(time: TimeRange | undefined): string[][] {
  if (time === undefined) return []
  if (time.kind === 'last') return [['last', writtenLast(time)]]
  return [
    ['from', time.from],
    ['to', time.to],
  ]
}

/** Whether anything is narrowed down. */
export function isNarrowed({ filter, time }: LogView): boolean {
  return time !== undefined || Object.keys(filter).length > 0
}
