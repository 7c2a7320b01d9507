import { type Store, store } from '../common/store.ts'

/** Whether the last request got a response, even an error. */
export const connection: Store<'online' | 'offline'> = store<'online' | 'offline'>('online')

const pollMs = 3000

type PollPorts = {
  /** Rejects if there is no response. */
  ping: () => Promise<unknown>
  onOnline: () => void
}

/** While offline, polls every few seconds and when the browser reports that it is online. */
export function pollUntilOnline({ ping, onOnline }: PollPorts): () => void {
  let isStopped = false
  const check = () =>
    void ping().then(
      () => {
        if (isStopped) return
        connection.set('online')
        onOnline()
      },
      () => undefined, // still offline
    )
  const timer = setInterval(check, pollMs)
  window.addEventListener('online', check)
  return () => {
    isStopped = true
    clearInterval(timer)
    window.removeEventListener('online', check)
  }
}
