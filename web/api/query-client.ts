import { MutationCache, QueryClient } from '@tanstack/react-query'

import { failureOf, statusOf } from './api-error.ts'

/** Data is refetched on the next visit when it is older. */
const staleTimeMs = 5000

const maxRetries = 2

/** Retries failed reads. Failed changes are left to the user. */
export function newQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    mutationCache: new MutationCache({ onError: (error) => refetchIfDeleted(error, queries) }),
    defaultOptions: {
      queries: {
        staleTime: staleTimeMs,
        networkMode: 'always', // a paused query would show no error
        retry: (failures, error) => failures < maxRetries && isTransient(error),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}

/** The webhook was deleted elsewhere: refetch whatever still shows it. */
function refetchIfDeleted(error: unknown, queries: QueryClient): void {
  if (statusOf(error) === 404) void queries.invalidateQueries({ queryKey: ['webhooks'] })
}

/** Timeouts have waited long enough, and 4xx would fail again. */
function isTransient(error: unknown): boolean {
  const failure = failureOf(error)
  if (failure?.kind === 'unreachable') return true
  return failure?.kind === 'http-error' && failure.status >= 500
}
