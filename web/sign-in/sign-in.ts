import type { UserManager } from 'oidc-client-ts'

import { sendToOpener } from './popup.ts'
import { redirectToSignIn, type SignInState } from './redirect.ts'

/** Whether the sign-in server redirected here, with a code or an error. */
export function isReturning(): boolean {
  const params = new URLSearchParams(location.search)
  return params.has('state') && (params.has('code') || params.has('error'))
}

/**
 * Returns from the sign-in server, or redirects to it. After a reload, the server's session signs
 * in without a question.
 */
export async function signIn(
  manager: UserManager,
): Promise<'signed in' | 'redirecting' | 'sent to opener'> {
  if (!isReturning()) {
    await redirectToSignIn(manager)
    return 'redirecting'
  }
  const url = location.href
  history.replaceState(null, '', location.pathname) // a code can be used only once
  const user = await manager.signinCallback(url)
  const { returnTo, popup } = signInStateOf(user?.state)
  if (user !== undefined && popup !== undefined) {
    sendToOpener(popup, user)
    return 'sent to opener'
  }
  history.replaceState(null, '', location.pathname + returnTo)
  return 'signed in'
}

function signInStateOf(state: unknown): SignInState {
  const { returnTo, popup } = (state ?? {}) as Partial<SignInState>
  return { returnTo: returnTo ?? '', ...(popup !== undefined && { popup }) }
}
