/** Runs a task when fewer than the limit are running, first come, first served. */
type ConcurrencyLimit = <Result>(task: () => Promise<Result>) => Promise<Result>

/** Lets at most `max` tasks run concurrently. */
export function concurrencyLimit(max: number): ConcurrencyLimit {
  const waiting: (() => void)[] = []
  let running = 0

  return async (task) => {
    // A task that ends passes its place to the next one, so the count stays as it is.
    if (running < max) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
