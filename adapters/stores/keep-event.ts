import { isArchivable } from '../../core/deliveries/archivable.ts'
import { eventPositionIn } from '../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import { businessIdsOf } from '../../core/events/business-ids.ts'
import type { LogTables } from './delivery-tables.ts'
import { businessIdList, eventIn, eventKey, resourceList } from './event-store.ts'
import { expiryOf } from './retention.ts'
import { partitionFor } from './spread.ts'

/**
 * Keeps the event of a delivery that did not just succeed, which may be read and sent again. Called
 * before the change is saved; undefined if the event stays anyway.
 */
export function keepEventBefore(
  after: Delivery,
  before: Delivery,
  log: LogTables,
): Promise<void> | undefined {
  const isKept = before.revision > 0 && !isArchivable(before)
  const stays = isKept || isArchivable(after) || after.isTest === true
  return log.archive === undefined || stays ? undefined : keepEvent(after, log)
}

/** The entries of its lists come first: after a crash, the event shows what is left to do. */
async function keepEvent({ id, marketplace, event, createdAt }: Delivery, log: LogTables) {
  const item = await log.events.get(eventKey(marketplace, event.uuid))
  const expiresAt = expiryOf(createdAt, log)
  const isOurs = item?.['position'] === eventPositionIn(id) // the uuid may have come again
  if (item === undefined || !isOurs || (item.expiresAt ?? 0) >= expiresAt) return

  const { position, deliveries, type } = item
  const place = eventPositionIn(id)
  const ids = businessIdsOf(eventIn(item, marketplace, log.packing).event)
  const lists = ids.map((one) => partitionFor(businessIdList(marketplace, one), place))
  for (const pk of [resourceList(marketplace, event.resource.uuid), ...lists]) {
    const entry = { pk, sk: place, position, deliveries, type, expiresAt }
    await log.events.write([{ put: entry }])
  }
  await log.events.write([{ put: { ...item, expiresAt }, if: 'present' }])
}
