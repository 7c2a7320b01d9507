import { ApiError } from '../api/api-error.ts'
import { store } from '../common/store.ts'
import type { Portal } from './portal.ts'
import type { Session, SessionState } from './session.ts'

/** The session of a portal link. It cannot be renewed: the other site makes another link. */
export function portalSessionOf({ token }: Portal): Session {
  const state = store<SessionState>('signed in')
  return {
    state,
    accessToken: () => Promise.resolve(token),
    renewToken: () => {
      state.set('ended')
      return Promise.reject(new ApiError({ kind: 'signed-out' }))
    },
    signInAgain: () => false,
    signInHere: () => undefined,
    cancelSignIn: () => {
      state.set('signed in')
    },
  }
}
