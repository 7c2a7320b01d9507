import { User } from 'oidc-client-ts'

/**
 * A popup signs in and sends the user to the window that opened it. A BroadcastChannel also works
 * where a Cross-Origin-Opener-Policy cuts off `window.opener`.
 */
const channelName = 'postrider-sign-in'
const hashPrefix = '#/sign-in-again/'

type Message = { popup: string; user: string }

/** Opens a popup that signs in; undefined if it is blocked. */
export function openPopup(id: string): Window | undefined {
  const url = `${location.pathname}${hashPrefix}${id}`
  return window.open(url, `postrider-${id}`, 'popup,width=520,height=720') ?? undefined
}

/** The popup's id in its URL. */
export function popupId(hash: string): string | undefined {
  return hash.startsWith(hashPrefix) ? hash.slice(hashPrefix.length) : undefined
}

/** In the popup: sends the user to the opener and closes. */
export function sendToOpener(popup: string, user: User): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ popup, user: user.toStorageString() } satisfies Message)
  channel.close()
  window.close()
}

/** In the opener: calls `onUser` once. Returns a function that stops listening. */
export function onPopupSignIn(popup: string, onUser: (user: User) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.popup !== popup) return
    channel.close()
    onUser(User.fromStorageString(data.user))
  }
  return () => {
    channel.close()
  }
}
