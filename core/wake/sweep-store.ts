import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Recovery } from './recovery.ts'

/** A webhook with waiting or leased rows, or a running recovery. */
export type Waiting = EndpointKey | { recovery: Recovery }

/** What a sweep reads, and how far the sweeps of first attempts came. */
export type SweepStore = {
  /**
   * Every partition of the waiting table after a place in it, with what waits there: a partition
   * with nothing to sweep counts too, as it has to be read.
   */
  findAllWaiting: (
    after: string | undefined,
  ) => AsyncIterable<{ place: string; waiting: Waiting | undefined }>
  /** Up to which position a marketplace's first attempts were swept. */
  findSwept: (marketplace: string) => Promise<string | undefined>
  saveSwept: (marketplace: string, upTo: string) => Promise<void>
}
