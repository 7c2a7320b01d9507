import type { UserManager } from 'oidc-client-ts'

import { popupId } from './popup.ts'

/** Survives the redirect: the screen to return to, or the popup's id. */
export type SignInState = { returnTo: string; popup?: string }

/** Redirects to the sign-in server, and back to the current screen. */
export async function redirectToSignIn(manager: UserManager): Promise<void> {
  const popup = popupId(location.hash)
  const state: SignInState =
    popup === undefined ? { returnTo: location.hash } : { returnTo: '', popup }
  await manager.signinRedirect({ state })
}

/** The redirect URI: the page without its hash. */
export function pageUrl(): string {
  return location.origin + location.pathname.replace(/index\.html$/, '')
}
