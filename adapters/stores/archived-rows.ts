import { type ArchiveLine, deliveryLine, eventLine } from '../../core/archive/archive-line.ts'
import type { Item } from '../../core/ports.ts'
import { deliveryIn } from './delivery-rows.ts'
import { eventIn } from './event-store.ts'
import type { Packing } from './packing.ts'
import { earlyExpiryOf } from './retention.ts'

/**
 * The line of an event or a delivery that the table has deleted; undefined if it was stored for its
 * whole time.
 */
export function archivedLine(item: Item, packing: Packing): ArchiveLine | undefined {
  const [marketplace = ''] = item.pk.split('#')
  const line =
    item.sk === 'event'
      ? eventLine(eventIn(item, marketplace, packing))
      : deliveryLine(deliveryIn(item, marketplace, packing))
  const isEarly = item.expiresAt !== undefined && item.expiresAt <= earlyExpiryOf(line.acceptedAt)
  return isEarly ? line : undefined
}
