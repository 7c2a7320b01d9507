import { useQuery, useQueryClient } from '@tanstack/react-query'

import type { FilledPage } from './fill-page.ts'
import { pollEvery } from './polling.ts'

/** Pages that take more than one request are polled less often. */
const pollMs = 4000
const slowPollMs = 20_000

type Fetch<Item> = (ports: {
  signal: AbortSignal
  show: (found: FilledPage<Item>) => void
}) => Promise<FilledPage<Item>>

/** A polled page of a log. Rows are shown while the page is still being filled. */
export function useFilledPage<Item>(queryKey: readonly unknown[], fetch: Fetch<Item>) {
  const queries = useQueryClient()
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      fetch({
        signal,
        show: (found) => {
          const isComplete = queries.getQueryData<FilledPage<Item>>(queryKey)?.isComplete
          if (isComplete !== true) queries.setQueryData(queryKey, found)
        },
      }),
    refetchInterval: (query) => {
      const requests = query.state.data?.requests ?? 1
      return pollEvery(requests > 1 ? slowPollMs : pollMs)(query)
    },
  })
}
