import { attempt, type AttemptNeeds } from './attempt.ts'
import { claim, type ClaimNeeds } from './claim.ts'
import type { Event } from './event.ts'
import type { DeliveryMessage } from './messages.ts'
import { record, type Recorded, recordEnd, type RecordNeeds, recordRepeated } from './record.ts'
import type { Webhook } from './webhook.ts'

export type DeliverNeeds = ClaimNeeds &
  AttemptNeeds &
  RecordNeeds & {
    findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
    findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
  }

/**
 * Makes one attempt at a delivery and records how it ended. `isRepeated` tells that the message
 * was here before: only then a first attempt reads its row. `busy` means that another message
 * holds the delivery, and that this one must come back.
 */
export async function deliver(
  message: DeliveryMessage,
  isRepeated: boolean,
  needs: DeliverNeeds,
): Promise<Recorded | 'busy'> {
  const claimed = await claim(message, isRepeated, needs)
  if (claimed.kind === 'busy') return 'busy'
  if (claimed.kind === 'repeated') return recordRepeated(claimed, needs)

  const { delivery } = claimed
  const webhook = await needs.findWebhook(delivery.marketplace, delivery.webhook)
  if (webhook === undefined) return recordEnd(claimed, 'dropped', needs)
  if (!webhook.enabled) return recordEnd(claimed, 'skipped', needs)

  const event = claimed.event ?? (await needs.findEvent(delivery.marketplace, delivery.event.uuid))
  return record(claimed, await attempt({ delivery, event, webhook }, needs), needs)
}
