import { performance } from 'node:perf_hooks' // tests may replace the global one
import { setTimeout as pause } from 'node:timers/promises'

/** The result of the check once it passes; its last error after the time limit. */
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
