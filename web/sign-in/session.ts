import { ErrorResponse, type User, type UserManager } from 'oidc-client-ts'

import { ApiError } from '../api/api-error.ts'
import { type Store, store } from '../common/store.ts'
import { onPopupSignIn, openPopup } from './popup.ts'
import { pageUrl, redirectToSignIn } from './redirect.ts'

/** `ended` is the session of a portal link, which no sign-in renews. */
export type SessionState = 'signed in' | 'expired' | 'ended'

/** The session of the signed-in user. */
export type Session = {
  state: Store<SessionState>
  accessToken: () => Promise<string>
  renewToken: (rejected: string) => Promise<string>
  /** Signs in again in a popup; false if it is blocked. */
  signInAgain: () => boolean
  /** Signs in again in this window. Unsaved changes are lost. */
  signInHere: () => void
  /** Closes the dialog, and rejects all calls that wait for a sign-in. */
  cancelSignIn: () => void
  /** Absent for the session of a portal link, which ends by itself. */
  signOut?: () => Promise<void>
}

export function sessionOf(manager: UserManager, signOutUrl?: string): Session {
  const state = store<SessionState>('signed in')
  const pending = pendingCalls(state)
  const renewOnce = singleFlight(() => renew(manager))

  const newToken = async () => (await renewOnce()) ?? pending.token()
  return {
    state,
    accessToken: async () => {
      const user = await manager.getUser()
      return user === null || user.expired === true ? newToken() : user.access_token
    },
    renewToken: async (rejected) => {
      const user = await manager.getUser()
      const isNewer = user !== null && user.expired !== true && user.access_token !== rejected
      return isNewer ? user.access_token : newToken()
    },
    signInAgain: () => signInAgain(manager, pending.resolve),
    signInHere: () => void redirectToSignIn(manager),
    cancelSignIn: pending.reject,
    signOut: () => signOut(manager, signOutUrl),
  }
}

/** A new token by the refresh token; undefined if the session has expired. */
async function renew(manager: UserManager): Promise<string | undefined> {
  const user = await manager.getUser()
  if (user?.refresh_token === undefined) return undefined
  try {
    return (await manager.signinSilent())?.access_token
  } catch (error) {
    if (error instanceof ErrorResponse) return undefined
    throw new ApiError({ kind: 'unreachable' })
  }
}

function signInAgain(manager: UserManager, resolve: (token: string) => void): boolean {
  const id = crypto.randomUUID()
  const stop = onPopupSignIn(id, (user) => {
    void adoptUser(manager, user).then(resolve)
  })
  const isOpen = openPopup(id) !== undefined
  if (!isOpen) stop()
  return isOpen
}

/** Continues as the user who signed in. Reloads the page if it is a different user. */
async function adoptUser(manager: UserManager, user: User): Promise<string> {
  const before = await manager.getUser()
  await manager.storeUser(user)
  await manager.events.load(user)
  if (before !== null && before.profile.sub !== user.profile.sub) location.reload()
  return user.access_token
}

/** Also ends the server's session. Cognito has its own parameters for that. */
async function signOut(manager: UserManager, signOutUrl: string | undefined): Promise<void> {
  if (signOutUrl === undefined) {
    await manager.signoutRedirect()
    return
  }
  const { client_id } = manager.settings
  await manager.removeUser()
  location.assign(`${signOutUrl}?${new URLSearchParams({ client_id, logout_uri: pageUrl() })}`)
}

/** Calls that wait until the user signs in again or cancels. */
function pendingCalls(state: Store<SessionState>) {
  let waiting: { resolve: (token: string) => void; reject: (error: Error) => void }[] = []
  const settle = (settleCall: (waiter: (typeof waiting)[number]) => void) => {
    const calls = waiting
    waiting = []
    state.set('signed in')
    calls.forEach(settleCall)
  }
  return {
    token: () =>
      new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject })
        state.set('expired')
      }),
    resolve: (token: string) => {
      settle(({ resolve }) => {
        resolve(token)
      })
    },
    reject: () => {
      settle(({ reject }) => {
        reject(new ApiError({ kind: 'signed-out' }))
      })
    },
  }
}

/** Concurrent calls share one run. */
function singleFlight<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  return () => {
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
}
