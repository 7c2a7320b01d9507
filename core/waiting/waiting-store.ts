import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { WaitingRow } from './waiting-row.ts'

/**
 * The rows of waiting deliveries. A row is a reminder and the delivery is the truth: a row too many
 * is dropped when its turn comes.
 */
export type WaitingStore = {
  park: (row: WaitingRow) => Promise<void>
  removeWaiting: (rows: readonly WaitingRow[]) => Promise<void>
  /** Leases waiting rows to messages; resolves with those that were still there. */
  lease: (rows: readonly WaitingRow[], until: string) => Promise<WaitingRow[]>
  /** The webhook's rows that are not leased, earliest first: those due by then, or all of them. */
  findWaiting: (key: EndpointKey, dueBy: string | undefined, limit: number) => Promise<WaitingRow[]>
  /** The webhook's leased rows; the first lease to expire comes first. */
  findLeased: (key: EndpointKey, limit: number) => Promise<WaitingRow[]>
}
