import { useRef } from 'react'

/**
 * The key of a request that creates something: the same as long as the same is asked for and no answer
 * has come, so that whoever asks again after a lost answer gets that one, and not a second thing.
 */
export function useIdempotencyKey() {
  const last = useRef<{ request: string; key: string }>(undefined)
  return {
    of: (request: object): string => {
      const text = JSON.stringify(request)
      if (last.current?.request !== text) last.current = { request: text, key: crypto.randomUUID() }
      return last.current.key
    },
    /** After an answer: who asks for the same once more wants it once more. */
    forget: () => {
      last.current = undefined
    },
  }
}
