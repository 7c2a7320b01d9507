import { useEffect } from 'react'
import { useLocation } from 'react-router'

import { store } from '../common/store.ts'

/** A message about what was just done. */
export type Notice = {
  type: 'success' | 'error' | 'warning' | 'info'
  content: string
  /** The id of what it is about: what is told of it now takes the place of what was told before. */
  about?: string
}

type Kept = Notice & { id: string; at: number }

export const notices = store<readonly Kept[]>([])

const most = 3

/** So long a message may be older than the way to another screen, and still be seen there. */
const freshMs = 3000

/** So long a success is told: the screen shows it besides. What went wrong stays. */
const successMs = 10_000

/** Tells something above the screen, also above the one that is gone to right after it. */
export function notify(notice: Notice): void {
  const kept = { ...notice, id: crypto.randomUUID(), at: Date.now() }
  const { id, type, about } = kept
  const others = notices.get().filter((one) => about === undefined || one.about !== about)
  notices.set([kept, ...others].slice(0, most))
  if (type === 'success') setTimeout(forget, successMs, id)
}

export function forget(id: string): void {
  notices.set(notices.get().filter((notice) => notice.id !== id))
}

/** What was told on a screen is gone with it; so is what is about another thing than the next one. */
export function useForgetNotices(): void {
  const { pathname } = useLocation()
  useEffect(() => {
    const since = Date.now() - freshMs
    notices.set(notices.get().filter((one) => one.at > since && belongs(one, pathname)))
  }, [pathname])
}

/** A screen about one thing has no place for what is told of another one. */
export function belongs({ about }: Pick<Notice, 'about'>, pathname: string): boolean {
  const [, shown] = /^\/(?:webhooks|log)\/([^/]+)/.exec(pathname) ?? []
  return about === undefined || shown === undefined || decodeURIComponent(shown) === about
}
