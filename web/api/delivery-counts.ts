import { useQuery } from '@tanstack/react-query'

import { resolveRange, type TimeRange } from '../common/time-range.ts'
import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import type { LogFilter } from './log-page.ts'
import { pollEvery } from './polling.ts'
import { queryOf } from './query.ts'

/** Counting reads a page for each status: it is polled less often than the rows. */
const pollMs = 60_000

/** How many deliveries of each status match the other filters. */
export function useDeliveryCounts(
  { status: _, ...filter }: LogFilter,
  time: TimeRange | undefined,
) {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'counts', filter, time],
    queryFn: ({ signal }) => {
      const interval = time && resolveRange(time, Date.now())
      const query = queryOf<'/delivery-counts'>({ ...filter, ...interval })
      return dataOf(api.GET('/delivery-counts', { params: { query }, signal }))
    },
    refetchInterval: pollEvery(pollMs),
  })
}
