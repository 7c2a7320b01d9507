import { portalIdOf } from '../api-keys/portal-link.ts'
import type { Operation } from '../api/operation.ts'
import { roleOf } from '../api/caller.ts'

/** Describes the caller, so that a page can show what they may do. */
export const meRoutes: readonly Operation<unknown>[] = [
  {
    method: 'GET',
    path: '/me',
    isForAnyRole: true,
    handle: ({ caller }) => ({
      status: 200,
      body: {
        subject: caller.subject,
        marketplace: caller.marketplace,
        role: roleOf(caller) ?? null,
        ...(caller.vendor !== undefined && { vendor: caller.vendor }),
        ...(portalIdOf(caller) !== undefined && { isPortal: true }),
        scopes: [...caller.scopes].sort(),
      },
    }),
  },
]
