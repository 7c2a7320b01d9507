import { useApi } from './api-context.ts'
import { useFilledPage } from './filled-pages.ts'
import { fetchLogPage, type LogQuery } from './log-page.ts'
import type { DeliverySummary } from './views.ts'

export function useLogPage(logQuery: LogQuery) {
  const api = useApi()
  return useFilledPage<DeliverySummary>(['deliveries', 'log', logQuery], (ports) =>
    fetchLogPage(logQuery, { api, ...ports }),
  )
}
