import { formatLast, parseBetween, parseLast, type TimeRange } from '../common/time-range.ts'
import { readParams } from './url-params.ts'

/** The filters of a log, as stored in the URL. */
export type ListView<Filter> = { filter: Filter; time: TimeRange | undefined }

export type Views<View> = {
  parse: (params: URLSearchParams) => View
  /** The parameters in a fixed order, so that a view has only one URL. */
  format: (view: View) => URLSearchParams
}

/** Parses and formats views with these filters, each of which has one value. */
export function listViews<Name extends string>(
  names: readonly Name[],
): Views<ListView<Partial<Record<Name, string>>>> {
  return {
    parse: (params) => ({ filter: readParams(params, names), time: timeIn(params) }),
    format: ({ filter, time }) => {
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

export function timeIn(params: URLSearchParams): TimeRange | undefined {
  return parseLast(params.get('last')) ?? parseBetween(params.get('from'), params.get('to'))
}

export function timeParams(time: TimeRange | undefined): string[][] {
  if (time === undefined) return []
  if (time.kind === 'last') return [['last', formatLast(time)]]
  return [
    ['from', time.from],
    ['to', time.to],
  ]
}
