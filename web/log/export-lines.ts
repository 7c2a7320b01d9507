import type { DeliverySummary } from '../api/views.ts'
import type { Named } from '../api/webhook-names.ts'
import { reasonOf } from '../shared/reason.ts'

/** The values of a delivery in a file, in the order of its heading. */
export function deliveryValues(
  delivery: DeliverySummary,
  webhook: Named | undefined,
): (string | number | undefined)[] {
  const { event, lastAttempt: last } = delivery
  const { resource, resourceAction, uuid } = event
  return [
    delivery.status,
    delivery.createdAt,
    resource.type,
    resourceAction,
    resource.uuid,
    webhook?.description,
    webhook?.url,
    last?.status,
    reasonOf(last),
    delivery.attemptCount,
    last?.startedAt,
    last?.durationMs,
    delivery.nextAttemptAt,
    uuid,
    delivery.id,
    delivery.webhook,
  ]
}
