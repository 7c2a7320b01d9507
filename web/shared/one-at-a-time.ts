import { useState } from 'react'

import { isSeparateClick } from './double-click.ts'

/**
 * Runs an action unless it is running or was just started: a double-click counts as one click. A
 * failed action can be retried immediately.
 */
type OneAtATime = (action: (done: (succeeded: boolean) => void) => void) => void

export function oneAtATime(now: () => number = () => Date.now()): OneAtATime {
  let isRunning = false
  let startedAt = -Infinity
  return (action) => {
    if (isRunning || !isSeparateClick(1, now() - startedAt)) return
    isRunning = true
    startedAt = now()
    action((succeeded) => {
      isRunning = false
      if (!succeeded) startedAt = -Infinity
    })
  }
}

/** The same for a component. */
export function useOneAtATime(): OneAtATime {
  const [once] = useState(() => oneAtATime())
  return once
}
