import { ErrorResponse, type User, type UserManager } from 'oidc-client-ts'

import { ApiFault } from '../api/api-error.ts'
import { type Store, store } from '../common/store.ts'
import { onHandOver, openPopup } from './popup.ts'
import { leave, pageUrl } from './redirect.ts'

type SessionState = 'signed in' | 'ended'

/** Who is signed in, and what keeps it so. */
export type Session = {
  state: Store<SessionState>
  accessToken: () => Promise<string>
  renewedToken: (refused: string) => Promise<string>
  /** Signs in again in a popup; false where popups are blocked. */
  signInAgain: () => boolean
  /** Signs in again in this window: what was typed is lost. */
  signInHere: () => void
  /** Whatever waits for a sign-in fails. */
  giveUp: () => void
  signOut: () => Promise<void>
}

export function sessionOf(manager: UserManager, signOutUrl?: string): Session {
  const state = store<SessionState>('signed in')
  const again = waiters(state)
  const renewed = once(() => renew(manager))

  const newToken = async () => (await renewed()) ?? again.token()
  return {
    state,
    accessToken: async () => {
      const user = await manager.getUser()
      return user === null || user.expired === true ? newToken() : user.access_token
    },
    renewedToken: async (refused) => {
      const user = await manager.getUser()
      const isNewer = user !== null && user.expired !== true && user.access_token !== refused
      return isNewer ? user.access_token : newToken()
    },
    signInAgain: () => signInAgain(manager, again.resolve),
    signInHere: () => void leave(manager),
    giveUp: again.reject,
    signOut: () => signOut(manager, signOutUrl),
  }
}

/** A new token by the refresh token; undefined when the session has ended. */
async function renew(manager: UserManager): Promise<string | undefined> {
  const user = await manager.getUser()
  if (user?.refresh_token === undefined) return undefined
  try {
    return (await manager.signinSilent())?.access_token
  } catch (error) {
    if (error instanceof ErrorResponse) return undefined
    throw new ApiFault({ kind: 'unreachable' })
  }
}

function signInAgain(manager: UserManager, resolve: (token: string) => void): boolean {
  const id = crypto.randomUUID()
  const stop = onHandOver(id, (user) => {
    void takeOver(manager, user).then(resolve)
  })
  const isOpen = openPopup(id) !== undefined
  if (!isOpen) stop()
  return isOpen
}

/** Goes on as who signed in now; for somebody else everything is read anew. */
async function takeOver(manager: UserManager, user: User): Promise<string> {
  const before = await manager.getUser()
  await manager.storeUser(user)
  await manager.events.load(user)
  if (before !== null && before.profile.sub !== user.profile.sub) location.reload()
  return user.access_token
}

/** Ends the server's session too. Cognito wants to know who goes where in words of its own. */
async function signOut(manager: UserManager, signOutUrl: string | undefined): Promise<void> {
  if (signOutUrl === undefined) {
    await manager.signoutRedirect()
    return
  }
  const { client_id } = manager.settings
  await manager.removeUser()
  location.assign(`${signOutUrl}?${new URLSearchParams({ client_id, logout_uri: pageUrl() })}`)
}

/** Calls that wait until somebody has signed in again, or does not want to. */
function waiters(state: Store<SessionState>) {
  let waiting: { resolve: (token: string) => void; reject: (error: Error) => void }[] = []
  const end = (tell: (waiter: (typeof waiting)[number]) => void) => {
    const told = waiting
    waiting = []
    state.set('signed in')
    told.forEach(tell)
  }
  return {
    token: () =>
      new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject })
        state.set('ended')
      }),
    resolve: (token: string) => {
      end(({ resolve }) => {
        resolve(token)
      })
    },
    reject: () => {
      end(({ reject }) => {
        reject(new ApiFault({ kind: 'signed out' }))
      })
    },
  }
}

/** While it runs, whoever asks again gets the same answer. */
function once<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  return () => {
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
}
