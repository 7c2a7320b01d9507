import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import type { AuditView, List } from './views.ts'

export type AuditFilter = {
  webhook?: string
  by?: string
  action?: string
  from?: string
  to?: string
}

/** The audit log, newest first, page by page. */
export function useAudit(filter: AuditFilter, limit = 50) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['audit', 'list', filter, limit],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = { ...filter, limit, cursor }
      return (await api<List<AuditView>>({ path: '/audit', query, signal })).body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: keepPreviousData,
  })
}
