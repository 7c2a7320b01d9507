import { performance } from 'node:perf_hooks' // a test may own the one of our code
import { setTimeout as pause } from 'node:timers/promises'

/** What the check answers when it passes; its last complaint once the time is over. */
export async function eventually<Answer>(
  check: () => Answer | Promise<Answer>,
  withinMs = 10_000,
): Promise<Answer> {
  const deadline = performance.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > deadline) throw error
      await pause(20)
    }
  }
}
