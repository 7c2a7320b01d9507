import type { UserManager } from 'oidc-client-ts'

import { handOver } from './popup.ts'
import { type Journey, leave } from './redirect.ts'

/**
 * Comes back from the sign-in server, or goes there. After a reload nothing is remembered here, but
 * the server's own session signs in again without a question.
 */
export async function arrive(
  manager: UserManager,
): Promise<'signed in' | 'leaving' | 'handed over'> {
  const answer = new URLSearchParams(location.search)
  if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) {
    await leave(manager)
    return 'leaving'
  }
  const url = location.href
  history.replaceState(null, '', location.pathname) // a code is good once
  const user = await manager.signinCallback(url)
  const { returnTo, popup } = journeyOf(user?.state)
  if (user !== undefined && popup !== undefined) {
    handOver(popup, user)
    return 'handed over'
  }
  history.replaceState(null, '', location.pathname + returnTo)
  return 'signed in'
}

function journeyOf(state: unknown): Journey {
  const { returnTo, popup } = (state ?? {}) as Partial<Journey>
  return { returnTo: returnTo ?? '', ...(popup !== undefined && { popup }) }
}
