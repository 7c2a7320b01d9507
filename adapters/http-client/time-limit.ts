/**
 * Calls `onLimit` after this many milliseconds. What the sockets received by then is handled first:
 * after a process was stopped, a timer is due before anything has been read. Returns a function that
 * cancels the call.
 */
export function startTimeLimit(ms: number, onLimit: () => void): () => void {
  let turn: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    turn = setImmediate(onLimit) // after the loop has polled for I/O
  }, ms)
  return () => {
    clearTimeout(timer)
    clearImmediate(turn)
  }
}
