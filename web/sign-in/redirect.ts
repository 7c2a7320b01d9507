import type { UserManager } from 'oidc-client-ts'

import { popupId } from './popup.ts'

/** What goes to the sign-in server and comes back: where in the page one was, and for whom it asks. */
export type Journey = { returnTo: string; popup?: string }

/** Goes to the sign-in server, to come back to where one is. */
export async function leave(manager: UserManager): Promise<void> {
  const popup = popupId(location.hash)
  const journey: Journey =
    popup === undefined ? { returnTo: location.hash } : { returnTo: '', popup }
  await manager.signinRedirect({ state: journey })
}

/** Where the sign-in server sends people back to: the page, without where in it they were. */
export function pageUrl(): string {
  return location.origin + location.pathname.replace(/index\.html$/, '')
}
