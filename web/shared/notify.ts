import { useEffect } from 'react'
import { useLocation } from 'react-router'

import { store } from '../common/store.ts'

export type Notice = {
  type: 'success' | 'error' | 'warning' | 'info'
  content: string
  /** The id of its subject. A new notice replaces earlier ones about the same subject. */
  about?: string
}

type ShownNotice = Notice & { id: string; at: number }

export const notices = store<readonly ShownNotice[]>([])

const maxNotices = 3

/** A newer notice survives a change of screen. */
const freshMs = 3000

/** A success disappears after this time; an error stays. */
const successMs = 10_000

/** Shows a notice, also on the screen that is navigated to next. */
export function notify(notice: Notice): void {
  const shown = { ...notice, id: crypto.randomUUID(), at: Date.now() }
  const { id, type, about } = shown
  const others = notices.get().filter((one) => about === undefined || one.about !== about)
  notices.set([shown, ...others].slice(0, maxNotices))
  if (type === 'success') setTimeout(dismiss, successMs, id)
}

export function dismiss(id: string): void {
  notices.set(notices.get().filter((notice) => notice.id !== id))
}

/** A change of screen dismisses old notices and those about another subject. */
export function useDismissStaleNotices(): void {
  const { pathname } = useLocation()
  useEffect(() => {
    const since = Date.now() - freshMs
    notices.set(notices.get().filter((one) => one.at > since && belongs(one, pathname)))
  }, [pathname])
}

/** The screen of one subject does not show notices about another. */
export function belongs({ about }: Pick<Notice, 'about'>, pathname: string): boolean {
  const [, shown] = /^\/(?:webhooks|log|products)\/([^/]+)/.exec(pathname) ?? []
  return about === undefined || shown === undefined || decodeURIComponent(shown) === about
}
