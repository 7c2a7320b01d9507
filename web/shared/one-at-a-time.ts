import { useState } from 'react'

import { isOwnClick } from './double-click.ts'

/**
 * Does something unless it is being done, or was begun just now: a double-click is one click. What
 * did not succeed may be tried again at once.
 */
type Once = (begin: (done: (succeeded: boolean) => void) => void) => void

export function oneAtATime(now: () => number = () => Date.now()): Once {
  let isRunning = false
  let begunAt = -Infinity
  return (begin) => {
    if (isRunning || !isOwnClick(1, now() - begunAt)) return
    isRunning = true
    begunAt = now()
    begin((succeeded) => {
      isRunning = false
      if (!succeeded) begunAt = -Infinity
    })
  }
}

/** The same for a component; known at once, not only when it is drawn the next time. */
export function useOneAtATime(): Once {
  const [once] = useState(() => oneAtATime())
  return once
}
