import { createContext, use } from 'react'

import type { Session } from './session.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session of the signed-in user. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('Cannot use the session: no user is signed in')
  return session
}
