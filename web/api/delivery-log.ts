import { useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { type LogPage, type LogWish, readPage } from './log-page.ts'

/** How often the page is asked for anew, and one that takes more than one request. */
const pollMs = 4000
const slowPollMs = 20_000

/** A page of the log. What is found is there at once, though the page is not full yet. */
export function useLogPage(wish: LogWish) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = ['deliveries', 'log', wish]
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      readPage(wish, {
        api,
        signal,
        show: (found) => {
          const isThere = queries.getQueryData<LogPage>(queryKey)?.isWhole
          if (isThere !== true) queries.setQueryData(queryKey, found)
        },
      }),
    refetchInterval: ({ state }) => ((state.data?.requests ?? 1) > 1 ? slowPollMs : pollMs),
  })
}
