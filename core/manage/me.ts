import type { Route } from '../api/endpoint.ts'
import { roleOf } from '../api/caller.ts'

/** Tells who is signed in, so that a page shows what they may do. */
export const meRoutes: readonly Route<unknown>[] = [
  {
    method: 'GET',
    path: '/me',
    isForAll: true,
    answer: ({ caller }) => ({
      status: 200,
      body: {
        subject: caller.subject,
        marketplace: caller.marketplace,
        role: roleOf(caller) ?? null,
        scopes: [...caller.scopes].sort(),
      },
    }),
  },
]
