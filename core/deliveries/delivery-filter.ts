import * as z from 'zod'

import { type Attempt, type Delivery, Status } from './delivery.ts'
import { ActionInput, ResourceTypeInput } from '../events/event.ts'
import { Timestamp } from '../values/timestamp.ts'

/** What a list of deliveries may be asked for. Each member narrows it further. */
export const deliveryFilters = {
  webhook: z.string().max(64).exactOptional(),
  status: Status.exactOptional(),
  resource: ResourceTypeInput.exactOptional(),
  action: ActionInput.exactOptional(),
  /** When the delivery was created; both ends are included. */
  from: Timestamp.exactOptional(),
  to: Timestamp.exactOptional(),
  /** What the last attempt was answered with. */
  statusCode: z
    .string()
    .regex(/^[1-5]\d\d$/, 'must be a whole number from 100 to 599')
    .transform(Number)
    .exactOptional(),
  /** Why the last attempt failed: `timeout: dns`, or `timeout` for whatever it waited for. */
  reason: z.string().min(1).max(200).exactOptional(),
  event: z
    .guid()
    .transform((uuid) => uuid.toLowerCase())
    .exactOptional(),
  resourceUuid: z.string().min(1).max(255).exactOptional(),
}

export type DeliveryFilter = z.infer<z.ZodObject<typeof deliveryFilters>>

/** Whether the delivery is one of those that the filter asks for. */
export function passes(delivery: Delivery, filter: DeliveryFilter): boolean {
  const { webhook, status, createdAt, attempts } = delivery
  const { uuid, resource, resourceAction } = delivery.event
  const { from, to, event } = filter
  return (
    is(webhook, filter.webhook) &&
    is(status, filter.status) &&
    is(resource.type, filter.resource) &&
    is(resource.uuid, filter.resourceUuid) &&
    is(resourceAction, filter.action) &&
    (event === undefined || uuid.toLowerCase() === event) &&
    (from === undefined || createdAt >= from) &&
    (to === undefined || createdAt <= to) &&
    endedAs(attempts.at(-1), filter)
  )
}

/** Whether only an attempt that did not deliver can be meant. */
export function asksForTrouble({ statusCode, reason }: DeliveryFilter): boolean {
  return reason !== undefined || (statusCode !== undefined && Math.floor(statusCode / 100) !== 2)
}

function is(value: string, asked: string | undefined): boolean {
  return asked === undefined || value === asked
}

function endedAs(
  last: Attempt | undefined,
  { statusCode, reason: wanted }: DeliveryFilter,
): boolean {
  if (statusCode !== undefined && last?.outcome.status !== statusCode) return false
  if (wanted === undefined) return true
  if (last === undefined || last.outcome.kind === 'delivered') return false
  const { reason } = last.outcome
  return reason === wanted || reason.startsWith(`${wanted}:`)
}
