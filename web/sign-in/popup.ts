import { User } from 'oidc-client-ts'

/**
 * A popup signs in by itself and hands what it got to the window that opened it, over a channel that
 * only this origin hears: it works also where headers part a window from its opener.
 */
const channelName = 'postrider-sign-in'
const hashStart = '#/sign-in-again/'

type Message = { popup: string; user: string }

/** Opens a popup that signs in; undefined where popups are blocked. */
export function openPopup(id: string): Window | undefined {
  const url = `${location.pathname}${hashStart}${id}`
  return window.open(url, `postrider-${id}`, 'popup,width=520,height=720') ?? undefined
}

/** Whose popup this window is, as its address says. */
export function popupId(hash: string): string | undefined {
  return hash.startsWith(hashStart) ? hash.slice(hashStart.length) : undefined
}

/** In the popup: hands over who signed in, and closes. */
export function handOver(popup: string, user: User): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ popup, user: user.toStorageString() } satisfies Message)
  channel.close()
  window.close()
}

/** In the window that opened it: told once who signed in there. Stops listening when called. */
export function onHandOver(popup: string, take: (user: User) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.popup !== popup) return
    channel.close()
    take(User.fromStorageString(data.user))
  }
  return () => {
    channel.close()
  }
}
