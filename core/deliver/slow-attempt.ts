import { slowAfterMs } from '../health/slow-receiver.ts'
import type { Log } from '../ports.ts'

export type SlowAttemptPorts = {
  /**
   * Acts after this many milliseconds, unless it is cancelled by the function that it returns. Absent
   * where an attempt that waits takes the place of no other.
   */
  startTimer?: ((ms: number, act: () => void) => () => void) | undefined
  log: Log
}

/**
 * Resolves with what the attempt does, and whether it was slow. If it is, acts once meanwhile; the
 * attempt counts even if that fails.
 */
export async function whileSlow<Made>(
  attempt: Promise<Made>,
  act: () => Promise<unknown>,
  { startTimer, log }: SlowAttemptPorts,
): Promise<{ made: Made; wasSlow: boolean }> {
  let acted: Promise<unknown> | undefined
  const cancel = startTimer?.(slowAfterMs, () => {
    acted = act().catch((error: unknown) => {
      log({ level: 'WARN', message: `Cannot mark the receiver as slow: ${String(error)}` })
    })
  })
  try {
    const made = await attempt
    return { made, wasSlow: acted !== undefined }
  } finally {
    cancel?.()
    await acted
  }
}
