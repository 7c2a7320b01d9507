import type { LogFilter, LogFilterName } from '../api/log-page.ts'
import { tabOf } from './log-view.ts'

/** A condition in the filter bar. One without a property is what a person just typed. */
type FilterToken = { propertyKey?: string; operator: string; value: unknown }

/** Filters whose values are chosen from a list. One token has all of them. */
export const chosenFilters = [
  'status',
  'webhook',
  'eventType',
  'resource',
  'action',
] as const satisfies readonly LogFilterName[]

/** Filters whose values are typed. Each value has a token. */
export const typedFilters = [
  'businessId',
  'resourceUuid',
  'reason',
  'statusCode',
  'event',
] as const satisfies readonly LogFilterName[]

/** What is typed without the name of a filter: somebody has pasted an id or a name. */
const freeTextFilter = 'businessId'

/** The tokens of a filter. A single status is shown by its tab instead. */
export function tokensOf(filter: LogFilter): FilterToken[] {
  const { status, ...rest } = filter
  const shown: LogFilter = tabOf(filter) === undefined ? filter : rest
  return [
    ...chosenFilters.flatMap((name) => tokenOf(name, shown[name])),
    ...typedFilters.flatMap((name) => (shown[name] ?? []).flatMap((value) => tokenOf(name, value))),
  ]
}

/** The filter that the tokens say, of which each has several values. The tab stays otherwise. */
export function filterOf(tokens: readonly FilterToken[], before: LogFilter): LogFilter {
  const values = tokens.flatMap(({ propertyKey = freeTextFilter, value }) =>
    [value].flat().map((one) => [propertyKey, String(one).trim()] as const),
  )
  const filter: LogFilter = {}
  for (const name of [...chosenFilters, ...typedFilters]) {
    const own = values.filter(([key, value]) => key === name && value !== '')
    if (own.length > 0) filter[name] = [...new Set(own.map(([, value]) => value))]
  }
  const tab = tabOf(before)
  return tab === undefined || filter.status !== undefined ? filter : { ...filter, status: [tab] }
}

function tokenOf(name: LogFilterName, value: string | readonly string[] | undefined) {
  return value === undefined ? [] : [{ propertyKey: name, operator: '=', value }]
}
