import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { Recovery } from './recovery.ts'

/** What a sweep reads, and how far the sweeps of first attempts got. */
export type SweepStore = {
  /** The webhooks with waiting or leased rows, and running recoveries, after a place in the table. */
  findWaitingWebhooks: (
    after: string | undefined,
  ) => AsyncIterable<EndpointKey & { place: string; recovery?: Recovery }>
  /** Up to which position a marketplace's first attempts were swept. */
  findSwept: (marketplace: string) => Promise<string | undefined>
  saveSwept: (marketplace: string, upTo: string) => Promise<void>
}
