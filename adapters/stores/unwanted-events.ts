import { eventPosition, timeAt } from '../../core/deliveries/delivery-id.ts'
import { eventType } from '../../core/events/catalogue.ts'
import type { EventLine, UnwantedEvent, UnwantedEventStore } from '../../core/events/unwanted.ts'
import { unwantedForDays } from '../../core/events/unwanted.ts'
import { comparable } from '../../core/events/event-id.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import { expiryOf } from './retention.ts'
import { rowIn } from './row.ts'
import { partitionFor } from './spread.ts'

/** A longer URL is left out: with it, a row could be more than one write unit. */
const maxUrlLength = 255

/** Events that no webhook wanted, each a small row that the index of events lists apart. */
export function unwantedEventsIn(table: Table): UnwantedEventStore {
  return {
    storeUnwanted: async (one) => {
      // One that a loss of power undoes is missing in a list for people.
      await table.write([{ put: toRow(one) }], { flush: 'later' })
    },

    findUnwanted: async (marketplace, uuid) => {
      const item = await table.get(unwantedKey(marketplace, uuid))
      return item === undefined ? undefined : unwantedIn(item, marketplace)
    },
  }
}

/** Where the index lists the events of a marketplace that no webhook wanted, spread over partitions. */
export function unwantedList(marketplace: string): string {
  return `${marketplace}#unwanted`
}

export function unwantedKey(marketplace: string, uuid: string): Key {
  return { pk: `${marketplace}#${comparable(uuid)}`, sk: 'unwanted' }
}

type Row = Pick<UnwantedEvent, 'unwanted'> & {
  position: string
  event: Omit<EventLine, 'marketplace'>
}

export function unwantedIn(item: Item, marketplace: string): UnwantedEvent {
  const { event, position, unwanted } = rowIn<Row>(item)
  return { event: { marketplace, ...event }, acceptedAt: timeAt(position), unwanted }
}

function toRow({ event, acceptedAt, unwanted }: UnwantedEvent): Item {
  const { marketplace, uuid, timestamp, resource, resourceAction, test } = event
  const position = eventPosition(acceptedAt, uuid)
  return {
    ...unwantedKey(marketplace, uuid),
    event: {
      uuid,
      timestamp,
      resource: shortened(resource),
      resourceAction,
      ...(test && { test }),
    },
    unwanted,
    position,
    type: eventType(resource.type, resourceAction),
    deliveries: '',
    timeKey: partitionFor(unwantedList(marketplace), position),
    expiresAt: expiryOf(acceptedAt, { retentionDays: unwantedForDays }),
  }
}

function shortened({ type, uuid, url = '' }: EventLine['resource']): EventLine['resource'] {
  return { type, uuid, ...(url !== '' && url.length <= maxUrlLength && { url }) }
}
