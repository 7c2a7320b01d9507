import { portalIdOf } from '../api-keys/portal-link.ts'
import { type Caller, isOperator } from '../api/caller.ts'
import type { Operation } from '../api/operation.ts'

/** Why the caller may not call the operation; undefined if it may. */
export function whyForbidden(
  caller: Caller,
  { scope, isClosedToPortals }: Pick<Operation<never>, 'scope' | 'isClosedToPortals'>,
): string | undefined {
  if (scope !== undefined && caller.scopes.has(scope)) {
    const isClosed = isClosedToPortals === true && portalIdOf(caller) !== undefined
    return isClosed ? 'the session of a portal link may not do that' : undefined
  }
  if (isOperator(caller)) return "the token is an operator's, which belongs to no marketplace"
  return scope === undefined ? undefined : `the token lacks the scope ${scope}`
}
