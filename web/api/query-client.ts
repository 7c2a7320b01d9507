import { MutationCache, QueryClient } from '@tanstack/react-query'

import { faultOf, statusOf } from './api-error.ts'

/** What is shown may be this old before it is asked for anew on the next visit. */
const freshMs = 5000

const mostRetries = 2

/** Reads are tried again when that may help; whatever changes something is for people to repeat. */
export function newQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    mutationCache: new MutationCache({ onError: (error) => readAnewIfGone(error, queries) }),
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        networkMode: 'always', // a paused query would say nothing; ours fails and says so
        retry: (failures, error) => failures < mostRetries && mayPass(error),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}

/** What a change did not find may be shown still: it was deleted elsewhere. */
function readAnewIfGone(error: unknown, queries: QueryClient): void {
  if (statusOf(error) === 404) void queries.invalidateQueries({ queryKey: ['webhooks'] })
}

/** A time limit has been waited for already; a refusal stays one, unless the server was at fault. */
function mayPass(error: unknown): boolean {
  const fault = faultOf(error)
  if (fault?.kind === 'unreachable') return true
  return fault?.kind === 'refused' && fault.status >= 500
}
