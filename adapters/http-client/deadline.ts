/**
 * Calls `onLimit` after this many milliseconds. What the sockets received by then is handled first:
 * after a process was stopped, a timer is due before anything has been read. Returns a function that
 * cancels the call.
 */
export function startTimeLimit(ms: number, onLimit: () => void): () => void {
  let turn: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    // Timers also fire while the loop handles what it polled before; the second turn has polled since.
    turn = setImmediate(() => {
      turn = setImmediate(onLimit)
    })
  }, ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(turn)
  }
}
