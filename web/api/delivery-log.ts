import { useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { fetchLogPage, type LogPage, type LogQuery } from './log-page.ts'

/** Pages that take more than one request are polled less often. */
const pollMs = 4000
const slowPollMs = 20_000

/** A page of the log. Rows are shown while the page is still being filled. */
export function useLogPage(logQuery: LogQuery) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = ['deliveries', 'log', logQuery]
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      fetchLogPage(logQuery, {
        api,
        signal,
        show: (found) => {
          const isComplete = queries.getQueryData<LogPage>(queryKey)?.isComplete
          if (isComplete !== true) queries.setQueryData(queryKey, found)
        },
      }),
    refetchInterval: ({ state }) => ((state.data?.requests ?? 1) > 1 ? slowPollMs : pollMs),
  })
}
