import * as z from 'zod'

import { HttpExchange } from '../deliveries/http-exchange.ts'
import { Delivery, Status } from '../deliveries/delivery.ts'
import { named } from './named.ts'

const moment = z.iso.datetime()

named('DeliveryStatus', Status, {
  description:
    '`pending` is on its way or waits; `skipped`: its webhook was disabled; `dropped`: it was removed',
})

/** An attempt, with what is kept of its call if the list shows that. */
function attempts<Shape extends z.ZodRawShape>(kept: Shape) {
  const status = z.int().describe('Of the answer')
  const about = {
    number: z.int().positive().describe('Counts from 1'),
    startedAt: moment,
    durationMs: z.number().nonnegative(),
    requestedBy: z.string().exactOptional().describe('Who asked for it, if somebody did'),
    ...kept,
  }
  const reason = z
    .string()
    .describe('Such as `status 500`, `timeout` or `refused: …`: the cause, and after a colon more')
  return z.discriminatedUnion('outcome', [
    z.object({ ...about, outcome: z.literal('delivered'), status }).meta({ title: 'Delivered' }),
    z
      .object({
        ...about,
        outcome: z.literal('failed'),
        reason,
        status: status.exactOptional(),
        retryAfterSeconds: z
          .number()
          .positive()
          .exactOptional()
          .describe('The receiver asked to be left alone so long'),
      })
      .meta({ title: 'Failed', description: 'It is tried again, as long as the waits last' }),
    z
      .object({
        ...about,
        outcome: z.literal('refused'),
        reason,
        status: status.exactOptional(),
      })
      .meta({ title: 'Refused', description: 'It is not tried again' }),
  ])
}

const { durations, request, address, response } = HttpExchange.shape
named('CallDurations', durations, {
  description: 'How long its parts took; those that a kept connection spared are absent',
})
named('CallRequest', request, { description: '`[redacted]` stands for what is secret' })
named('CallResponse', response.unwrap(), {
  description:
    'At most 4 KiB of the body; `cut` says why that is not all: its size, the time, the connection, its encoding',
})
const kept = {
  durations: durations.exactOptional(),
  address: address.describe('The IP address that was reached'),
  request: request.exactOptional(),
  response,
}

/** An attempt with what is kept of its call. */
export const AttemptView = named('Attempt', attempts(kept), {
  description: 'One try at a delivery, with what is kept of its call if it came to one',
})

const LastAttempt = named('LastAttempt', attempts({}), {
  description: 'How the last try at a delivery ended',
})

const shared = {
  id: Delivery.shape.id,
  webhook: z.string().describe('The id of its webhook'),
  event: Delivery.shape.event,
  status: Status,
  createdAt: moment,
  attemptCount: z.int().nonnegative(),
  nextAttemptAt: moment.exactOptional().describe('While it waits for its next attempt'),
  requested: z
    .object({ by: z.string(), at: moment })
    .exactOptional()
    .describe('While an attempt that somebody asked for was not made'),
  isTest: z.literal(true).exactOptional().describe('It was made to try its webhook out'),
  recovery: z.string().exactOptional().describe('The id of the recovery that last took it up'),
}

/** A delivery in a list. */
export const DeliverySummary = named(
  'DeliverySummary',
  z.object({ ...shared, lastAttempt: LastAttempt.exactOptional() }),
  { description: 'A delivery in a list: of its attempts only the last' },
)

/** A delivery with its attempts. */
export const DeliveryView = named(
  'Delivery',
  z.object({ ...shared, attempts: z.array(AttemptView).describe('Oldest first') }),
  { description: 'One event on its way to one webhook, with every attempt' },
)
