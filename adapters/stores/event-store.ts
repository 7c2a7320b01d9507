import type { EventStore } from '../../core/events/event-store.ts'
import type { Event } from '../../core/events/event.ts'
import type { Key, Table } from '../../core/ports.ts'
import { expiryOf } from './retention.ts'
import { rowIn } from './row.ts'

/** Events in a table, each in its own partition. */
export function eventsIn(table: Table, now: () => Date): EventStore {
  return {
    storeEvent: async (event) => {
      const key = eventKey(event.marketplace, event.uuid)
      const expiresAt = expiryOf(now().getTime())
      const put = { ...key, ...event, expiresAt }
      if (await table.write([{ put, if: 'absent' }])) return undefined
      return find(table, event.marketplace, event.uuid)
    },

    findEvent: (marketplace, uuid) => find(table, marketplace, uuid),
  }
}

async function find(table: Table, marketplace: string, uuid: string): Promise<Event | undefined> {
  return rowIn<Event>(await table.get(eventKey(marketplace, uuid)))
}

function eventKey(marketplace: string, uuid: string): Key {
  return { pk: `${marketplace}#${uuid.toLowerCase()}`, sk: 'event' }
}
