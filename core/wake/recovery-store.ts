import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Recovery } from './recovery.ts'

/** Recoveries: one that runs for each webhook, and for 90 days those that ended. */
export type RecoveryStore = {
  /** Adds a running recovery; false if the webhook has one already. */
  addRecovery: (recovery: Recovery) => Promise<boolean>
  findRecovery: (webhook: EndpointKey, recovery: string) => Promise<Recovery | undefined>
  /** Saves a running recovery after a change; false if another change came first. */
  replaceRecovery: (after: Recovery, before: Recovery) => Promise<boolean>
}
