import { useEffect } from 'react'
import { useLocation } from 'react-router'

import { store } from '../shared/store.ts'

/** A message about what was just done. */
export type Notice = { type: 'success' | 'error' | 'warning' | 'info'; content: string }

type Kept = Notice & { id: string; at: number }

export const notices = store<readonly Kept[]>([])

const most = 3

/** So long a message may be older than the way to another screen, and still be seen there. */
const freshMs = 3000

/** Tells something above the screen, also above the one that is gone to right after it. */
export function notify(notice: Notice): void {
  const kept = { ...notice, id: crypto.randomUUID(), at: Date.now() }
  notices.set([kept, ...notices.get()].slice(0, most))
}

export function forget(id: string): void {
  notices.set(notices.get().filter((notice) => notice.id !== id))
}

/** What was told on a screen is gone with it. */
export function useForgetNotices(): void {
  const { pathname } = useLocation()
  useEffect(() => {
    const since = Date.now() - freshMs
    notices.set(notices.get().filter(({ at }) => at > since))
  }, [pathname])
}
