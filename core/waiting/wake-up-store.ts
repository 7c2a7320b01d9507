import type { EndpointKey } from '../webhooks/endpoint.ts'

/**
 * A webhook's wake-up. Only messages with its token count. While it runs, `wakeAt` is the time by
 * which the run must have ended.
 */
export type WakeUp = {
  marketplace: string
  endpoint: string
  token: string
  wakeAt: string
  isRunning?: boolean
}

/** A webhook with waiting deliveries has exactly one wake-up. */
export type WakeUpStore = {
  findWakeUp: (key: EndpointKey) => Promise<WakeUp | undefined>
  /** Replaces the wake-up that was found and sends its message; false if another came first. */
  setWakeUp: (key: EndpointKey, wakeAt: string, found: WakeUp | undefined) => Promise<boolean>
  /** Marks the wake-up as running; false if it is no longer the one that was found. */
  startWakeUp: (running: WakeUp, found: WakeUp | undefined) => Promise<boolean>
  /** Removes the wake-up; false if another one replaced it. */
  removeWakeUp: (wakeUp: WakeUp) => Promise<boolean>
}
