import { useRef } from 'react'

/**
 * The idempotency key of a request that creates something. Repeating the request after a lost
 * response uses the same key, so it does not create a second one.
 */
export function useIdempotencyKey() {
  const last = useRef<{ request: string; key: string }>(undefined)
  return {
    of: (request: object): string => {
      const text = JSON.stringify(request)
      if (last.current?.request !== text) last.current = { request: text, key: crypto.randomUUID() }
      return last.current.key
    },
    /** After a response, the next request gets a new key, even if it is the same. */
    forget: () => {
      last.current = undefined
    },
  }
}
