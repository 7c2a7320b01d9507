import { createHash } from 'node:crypto'

import { comparableBusinessId } from '../../core/events/business-ids.ts'
import { eventType } from '../../core/events/catalogue.ts'
import { eventPosition } from '../../core/deliveries/delivery-id.ts'
import type { AcceptedEvent, EventStore } from '../../core/events/event-store.ts'
import { comparable } from '../../core/events/event-id.ts'
import type { Event } from '../../core/events/event.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import type { Packing } from './packing.ts'
import { plannedFrom, plannedText } from './planned-deliveries.ts'
import { earlyExpiryOf, expiryOf, type Retention } from './retention.ts'
import { partitionFor } from './spread.ts'

/** Events with their deliveries in a table, each in its own partition; an index lists them by time. */
export function eventsIn(log: EventTables): EventStore {
  const { events: table, packing } = log
  return {
    storeEvent: async (accepted) => {
      const { marketplace, uuid } = accepted.event
      if (await table.write([{ put: toEventRow(accepted, log), if: 'absent' }])) return undefined
      const item = await table.get(eventKey(marketplace, uuid))
      return item === undefined ? undefined : acceptedIn(item, marketplace, packing)
    },

    listUnderResource: async (accepted) => {
      const { marketplace, resource } = accepted.event
      const entry = entryOf(accepted, log)
      const key = { pk: resourceList(marketplace, resource.uuid), sk: entry.position }
      await table.write([{ put: { ...key, ...entry } }])
    },

    listUnderBusinessId: async (accepted, id) => {
      const entry = entryOf(accepted, log)
      const list = businessIdList(accepted.event.marketplace, id)
      const key = { pk: partitionFor(list, entry.position), sk: entry.position }
      await table.write([{ put: { ...key, ...entry } }])
    },

    findEvent: async (marketplace, uuid) => {
      const item = await table.get(eventKey(marketplace, uuid))
      return item === undefined ? undefined : eventIn(item, marketplace, packing).event
    },
  }
}

/** Where the table lists the events of a resource. */
export function resourceList(marketplace: string, resourceUuid: string): string {
  return `${marketplace}#resource#${resourceUuid}`
}

/**
 * Where it lists the events with a business id, spread over partitions. Its hash keeps names of
 * companies out of keys, and keys short.
 */
export function businessIdList(marketplace: string, id: string): string {
  const hash = createHash('sha256').update(comparableBusinessId(id)).digest('base64url')
  return `${marketplace}#business#${hash.slice(0, 22)}`
}

/** Where the index lists the events of a marketplace, spread over partitions. */
export function timeList(marketplace: string): string {
  return marketplace
}

export function eventKey(marketplace: string, uuid: string): Key {
  return { pk: `${marketplace}#${comparable(uuid)}`, sk: 'event' }
}

/** How rows are packed, and how long they are stored. */
type RowForm = { packing: Packing } & Retention

type EventTables = { events: Table } & RowForm

type Facts = Pick<AcceptedEvent, 'acceptedAt' | 'source' | 'isTest'> & {
  event: Omit<Event, 'marketplace'>
}

/** The accepted event in an item, without its deliveries: there may be thousands. */
export function eventIn(
  item: Item,
  marketplace: string,
  packing: Packing,
): Omit<AcceptedEvent, 'deliveries'> {
  const { facts, text } = packing.unpack(item['packed'])
  const { event, ...rest } = facts as Facts
  const resource = { ...event.resource, ...(text !== undefined && { content: text }) }
  return { ...rest, event: { marketplace, ...event, resource } }
}

export function acceptedIn(item: Item, marketplace: string, packing: Packing): AcceptedEvent {
  const deliveries = plannedFrom(item['deliveries'])
  return { ...eventIn(item, marketplace, packing), deliveries }
}

export function toEventRow(accepted: AcceptedEvent, form: RowForm): Item {
  const { event, acceptedAt, source, isTest } = accepted
  const { marketplace, ...rest } = event
  const { content, ...resource } = rest.resource
  const facts = { event: { ...rest, resource }, acceptedAt, source, ...(isTest && { isTest }) }
  const entry = entryOf(accepted, form)
  return {
    ...eventKey(marketplace, event.uuid),
    packed: form.packing.pack({ facts, text: content }, resource.type),
    ...entry,
    timeKey: partitionFor(timeList(marketplace), entry.position),
  }
}

/** What a list of events shows of one, and what that is for those that are being stored. */
const entries = new WeakMap<AcceptedEvent, ReturnType<typeof newEntry>>()

function entryOf(accepted: AcceptedEvent, retention: Retention) {
  const known = entries.get(accepted)
  const entry = known ?? newEntry(accepted, retention)
  if (known === undefined) entries.set(accepted, entry)
  return entry
}

function newEntry(accepted: AcceptedEvent, retention: Retention) {
  const { event, acceptedAt, deliveries, isTest } = accepted
  return {
    position: eventPosition(acceptedAt, event.uuid),
    deliveries: plannedText(deliveries, isTest === true),
    type: eventType(event.resource.type, event.resourceAction),
    expiresAt: leavesEarly(accepted, retention)
      ? earlyExpiryOf(acceptedAt)
      : expiryOf(acceptedAt, retention),
  }
}

/** Unless one of its deliveries may be needed longer. One that fails keeps it: `keep-event.ts`. */
function leavesEarly(
  { deliveries, isTest }: AcceptedEvent,
  { archive }: Pick<Retention, 'archive'>,
): boolean {
  const isQueued = deliveries.every(({ start }) => start === 'queued')
  return archive === 's3' && isQueued && isTest !== true
}
