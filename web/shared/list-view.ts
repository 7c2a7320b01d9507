import { formatLast, parseBetween, parseLast, type TimeRange } from '../common/time-range.ts'
import { readParams } from './url-params.ts'

/** The filters of a log, as stored in the URL. */
export type ListView<Filter> = { filter: Filter; time: TimeRange | undefined }

/** Parses and formats views with these filters. */
export function listViews<Name extends string>(names: readonly Name[]) {
  type Filter = Partial<Record<Name, string>>
  return {
    parse: (params: URLSearchParams): ListView<Filter> => {
      const time =
        parseLast(params.get('last')) ?? parseBetween(params.get('from'), params.get('to'))
      return { filter: readParams(params, names), time }
    },
    /** The parameters in a fixed order, so that a view has only one URL. */
    format: ({ filter, time }: ListView<Filter>): URLSearchParams => {
      const params = names.flatMap((name) => {
        const value = filter[name]
        return value === undefined || value === '' ? [] : [[name, value]]
      })
      return new URLSearchParams([...params, ...timeParams(time)])
    },
  }
}

export function isFiltered({ filter, time }: ListView<object>): boolean {
  return time !== undefined || Object.keys(filter).length > 0
}

function timeParams(time: TimeRange | undefined): string[][] {
  if (time === undefined) return []
  if (time.kind === 'last') return [['last', formatLast(time)]]
  return [
    ['from', time.from],
    ['to', time.to],
  ]
}
