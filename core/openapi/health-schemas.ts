import * as z from 'zod'

import { named } from './named.ts'

const timestamp = z.iso.datetime()

/** When a webhook was disabled, by whom, and why. */
export const disabled = z
  .object({
    at: timestamp,
    by: z.string().describe('Who disabled it; `postrider` for the router itself'),
    reason: z.string().exactOptional().describe('Why the router disabled it'),
  })
  .exactOptional()

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
    z
      .object({ state: z.literal('healthy') })
      .meta({ title: 'Healthy', description: 'The latest attempt was delivered' }),
    z.object({ state: z.literal('not-tried') }).meta({
      title: 'Not tried yet',
      description:
        'Nothing was delivered since it was created, or since its URL, authentication or headers changed',
    }),
    z
      .object({
        state: z.literal('test-failed'),
        test: z.object({
          at: timestamp,
          reason: z.string(),
          delivery: z.string().describe('The id of the test'),
        }),
      })
      .meta({
        title: 'Last test failed',
        description: 'A test failed, and nothing was delivered since',
      }),
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
      description:
        '`disabled` says who disabled it, and why if the router did; webhooks that a manager disabled before this was recorded lack it',
    }),
  ]),
  { description: 'The health of the receiver' },
)
