import { createContext, use } from 'react'

import type { Session } from './session.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in, and what keeps it so. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('Cannot use the session: nobody is signed in')
  return session
}
