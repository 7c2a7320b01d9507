import { useEffect, useRef } from 'react'

/** Tells whether the component is still on the screen, for what ends when it may be no more. */
export function useIsThere(): () => boolean {
  const isThere = useRef(false)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])
  return () => isThere.current
}
