import { type Store, store } from '../common/store.ts'

/** Whether the last call brought an answer, whatever it was. */
export const connection: Store<'there' | 'lost'> = store<'there' | 'lost'>('there')

const askMs = 3000

type Asking = {
  /** Rejects when no answer comes. */
  ask: () => Promise<unknown>
  onReturn: () => void
}

/** While the connection is lost, asks every few seconds, and when the browser is online again. */
export function askUntilBack({ ask, onReturn }: Asking): () => void {
  let isOver = false
  const look = () =>
    void ask().then(
      () => {
        if (isOver) return
        connection.set('there')
        onReturn()
      },
      () => undefined, // it is still lost
    )
  const timer = setInterval(look, askMs)
  window.addEventListener('online', look)
  return () => {
    isOver = true
    clearInterval(timer)
    window.removeEventListener('online', look)
  }
}
