import * as z from 'zod'

import { named } from './named.ts'

const timestamp = z.iso.datetime()

/** When and why the router disabled a webhook. */
export const disabled = z.object({ at: timestamp, reason: z.string() }).exactOptional()

const failing = {
  failingSince: timestamp
    .exactOptional()
    .describe('When the first of the consecutive failures happened'),
  failures: z.int().nonnegative().describe('The number of consecutive failed attempts'),
  reason: z.string().exactOptional().describe('Why the latest attempt failed'),
}

/** The health of a webhook's receiver. */
export const HealthView = named(
  'WebhookHealth',
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('healthy') }).meta({ title: 'Healthy' }),
    z.object({ state: z.literal('failing'), ...failing }).meta({ title: 'Failing' }),
    z
      .object({ state: z.literal('retry-after'), ...failing, pausedUntil: timestamp })
      .meta({ title: 'Paused', description: 'The receiver sent `Retry-After`' }),
    z.object({ state: z.literal('circuit-open'), ...failing, nextProbeAt: timestamp }).meta({
      title: 'Circuit open',
      description: 'The receiver keeps failing: one delivery at a time is sent as a probe',
    }),
    z.object({ state: z.literal('disabled'), disabled }).meta({
      title: 'Disabled',
      description: '`disabled` has the reason if the router disabled it',
    }),
  ]),
  { description: 'The health of the receiver' },
)
