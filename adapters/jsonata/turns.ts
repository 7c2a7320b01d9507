/**
 * Runs at most `size` tasks at the same time, one of each owner, in turn: an owner with many slow tasks
 * delays its own.
 */
export function turnsOf(size: number) {
  const waiting = new Map<string, (() => void)[]>()
  const running = new Set<string>()

  const startNext = () => {
    if (running.size >= size) return
    const owner = [...waiting.keys()].find((one) => !running.has(one))
    if (owner === undefined) return
    const [first, ...others] = waiting.get(owner) ?? []
    waiting.delete(owner)
    if (others.length > 0) waiting.set(owner, others)
    running.add(owner)
    first?.()
  }

  /** Behind the other owners. */
  const toEnd = (owner: string) => {
    const tasks = waiting.get(owner)
    waiting.delete(owner)
    if (tasks !== undefined) waiting.set(owner, tasks)
  }

  return async <Result>(owner: string, task: () => Promise<Result>): Promise<Result> => {
    await new Promise<void>((resolve) => {
      waiting.set(owner, [...(waiting.get(owner) ?? []), resolve])
      startNext()
    })
    try {
      return await task()
    } finally {
      running.delete(owner)
      toEnd(owner)
      startNext()
    }
  }
}
