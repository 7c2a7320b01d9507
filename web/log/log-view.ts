import type { LogFilter } from '../api/log-page.ts'
import { type ListView, listViews } from '../shared/list-view.ts'

/** The filters of the log, as stored in the URL. */
export type LogView = ListView<LogFilter>

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

export type LogFilterName = (typeof names)[number]

export const logViews = listViews(names)
