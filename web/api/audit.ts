import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import { type FilterOf, queryOf } from './query.ts'

export type AuditFilter = Omit<FilterOf<'/audit'>, 'limit' | 'cursor'>

/** The audit log, newest first, page by page. */
export function useAudit(filter: AuditFilter, limit = 50) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['audit', 'list', filter, limit],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = queryOf<'/audit'>({ ...filter, limit, cursor })
      return dataOf(api.GET('/audit', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: keepPreviousData,
  })
}
