import { eventPositionIn, placeOf } from '../../core/deliveries/delivery-id.ts'
import { isArchivable } from '../../core/deliveries/archivable.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Item, Key, Query } from '../../core/ports.ts'
import { indexAttributesOf } from './delivery-indexes.ts'
import type { Packing } from './packing.ts'
import { earlyExpiryOf, expiryOf, type Retention } from './retention.ts'
import { partitionFor, partitionsOf } from './spread.ts'

/** The key of a delivery's row; undefined when no delivery has such an id. */
export function rowKey(marketplace: string, id: string): Key | undefined {
  const place = placeOf(id)
  return place && keyOf({ marketplace, endpoint: place.endpoint, id })
}

function keyOf({
  marketplace,
  endpoint,
  id,
}: Pick<Delivery, 'marketplace' | 'endpoint' | 'id'>): Key {
  return { pk: partitionFor(endpointList(marketplace, endpoint), eventPositionIn(id)), sk: id }
}

/** An endpoint's rows, spread over partitions of the table. */
export function rowsOfEndpoint(marketplace: string, endpoint: string): Query[] {
  return partitionsOf({ partition: endpointList(marketplace, endpoint) })
}

/** The attribute that sorts rows, in the table and in its indexes. */
export const rowSort = 'sk'

/** How rows are packed, and how long they are stored. */
type RowForm = { packing: Packing } & Retention

export function toRow(delivery: Delivery, form: RowForm): Item {
  const { id, marketplace, endpoint, createdAt, status, revision, ...facts } = delivery
  return {
    ...keyOf(delivery),
    status,
    revision,
    packed: form.packing.pack({ facts }, 'DELIVERY'),
    ...indexAttributesOf(delivery),
    expiresAt: leavesEarly(delivery, form) ? earlyExpiryOf(createdAt) : expiryOf(createdAt, form),
  }
}

function leavesEarly(delivery: Delivery, { archive }: Retention): boolean {
  return archive === 's3' && isArchivable(delivery)
}

export function deliveryIn(item: Item, marketplace: string, packing: Packing): Delivery {
  const { endpoint = '', acceptedAt = '' } = placeOf(item.sk) ?? {}
  const { status, revision } = item
  const { facts } = packing.unpack(item['packed'])
  return {
    id: item.sk,
    marketplace,
    endpoint,
    createdAt: acceptedAt,
    status,
    revision,
    ...facts,
  } as Delivery
}

function endpointList(marketplace: string, endpoint: string): string {
  return `${marketplace}#${endpoint}`
}
