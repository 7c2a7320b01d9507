import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Recovery } from './recovery.ts'

/** Recoveries: at most one runs for each webhook; ended ones are kept for 90 days. */
export type RecoveryStore = {
  /** Adds a running recovery; false if the webhook has one already. */
  addRecovery: (recovery: Recovery) => Promise<boolean>
  findRecovery: (webhook: EndpointKey, recovery: string) => Promise<Recovery | undefined>
  /** Saves a running recovery after a change; false if another change came first. */
  replaceRecovery: (after: Recovery, before: Recovery) => Promise<boolean>
}
