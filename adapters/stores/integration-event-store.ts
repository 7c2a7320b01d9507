import type { IntegrationEvent } from '../../core/integration/integration-event.ts'
import type {
  EventFilter,
  EventPage,
  IntegrationEventStore,
} from '../../core/integration/integration-store.ts'
import type { Item, Key, Query, Table, Write } from '../../core/ports.ts'
import { passes } from './integration-search.ts'
import { rowIn } from './row.ts'

/** An event is stored for a year after it ended, and its source while a message may come again. */
const yearSeconds = 365 * 86_400
const sourceSeconds = 30 * 86_400

/** Each try but the last was blocked by an event that ended just then. */
const maxTries = 5

/** The maximum number of rows read for one page of a filtered list; its cursor continues there. */
const maxRead = 1_000
const rowsAtOnce = 100

/** Integration events in the table of integrations: a partition each, and three sparse lists. */
export function integrationEventsIn(table: Table): IntegrationEventStore {
  const find = async (token: string) => rowOf(await table.get(keyOf(token)))
  return {
    addIntegrationEvent: async (event, source) => {
      for (let tries = 0; tries < maxTries; tries += 1) {
        const isAdded = await table.write([
          { put: toItem(event), if: 'absent' },
          ...(isPending(event) ? lockWrites(event) : []),
          ...(source === undefined ? [] : [sourceWrite(event, source)]),
        ])
        const conflict = isAdded ? 'added' : await conflictOf(event, source, table)
        if (conflict !== undefined) return conflict
      }
      throw new Error('Cannot add the integration event: others of its subject begin and end')
    },

    findIntegrationEvent: find,

    replaceIntegrationEvent: (after, before) => {
      const isEnd = isPending(before) && !isPending(after)
      return table.write([
        { put: toItem(after), if: { revision: before.revision } },
        ...(isEnd ? lockKeys(after).map((remove): Write => ({ remove })) : []),
      ])
    },

    listIntegrationEvents: (marketplace, filter, page) =>
      list({ marketplace, filter, page }, table),

    findOpenEvents: () => openEvents(table),
  }
}

function isPending({ stage }: IntegrationEvent): boolean {
  return stage !== 'ended'
}

type Listed = { marketplace: string; filter: EventFilter; page: EventPage }

async function list({ marketplace, filter, page }: Listed, table: Table) {
  const { limit, from } = page
  const events: IntegrationEvent[] = []
  let next = from
  for (let read = 0; read < maxRead; read += rowsAtOnce) {
    const query = { ...rangeOf(marketplace, filter, next), limit: rowsAtOnce + 1 }
    const items = await table.query(query)
    for (const [number, item] of items.slice(0, rowsAtOnce).entries()) {
      const event = rowIn<IntegrationEvent>(item)
      if (passes(event, filter)) events.push(withoutPlace(event))
      const following = items[number + 1]
      next = following === undefined ? undefined : String(following['position'])
      if (events.length === limit) return { events, next }
    }
    if (items.length <= rowsAtOnce) return { events, next: undefined }
  }
  return { events, next }
}

function rangeOf(marketplace: string, filter: EventFilter, next: string | undefined): Query {
  const { vendor, from, to } = filter
  const last = next ?? (to === undefined ? undefined : `${to}~`)
  return {
    ...(vendor === undefined
      ? { index: 'byMarketplace', partition: marketplace }
      : { index: 'byVendor', partition: `${marketplace}#${vendor}` }),
    newestFirst: true,
    ...(from !== undefined && { from }),
    ...(last !== undefined && { to: last }),
  }
}

async function* openEvents(table: Table): AsyncGenerator<IntegrationEvent> {
  for (let from = ''; ;) {
    const query = { index: 'byOpen', partition: 'open', from, limit: rowsAtOnce }
    const items = await table.query(query)
    for (const item of items) yield withoutPlace(rowIn<IntegrationEvent>(item))
    if (items.length < rowsAtOnce) return
    from = `${String(items.at(-1)?.['position'])}~`
  }
}

async function conflictOf(event: IntegrationEvent, source: string | undefined, table: Table) {
  if (source !== undefined) {
    const same = rowIn<{ token: string }>(await table.get(sourceKey(event, source)))
    if (same !== undefined) return { sameAs: same.token }
  }
  for (const key of lockKeys(event)) {
    const lock = rowIn<{ token: string }>(await table.get(key))
    if (lock !== undefined) return { blockedBy: lock.token }
  }
  return undefined // what blocked it has ended meanwhile
}

function lockWrites(event: IntegrationEvent): Write[] {
  const { token } = event
  return lockKeys(event).map((key): Write => ({ put: { ...key, token }, if: 'absent' }))
}

function lockKeys({ marketplace, product, subject }: IntegrationEvent): Key[] {
  if (subject === undefined) return []
  return [{ pk: `subject#${marketplace}#${product}#${subject}`, sk: 'lock' }]
}

function sourceWrite(event: IntegrationEvent, source: string): Write {
  const { token, createdAt } = event
  const expiresAt = Math.floor(Date.parse(createdAt) / 1000) + sourceSeconds
  return { put: { ...sourceKey(event, source), token, expiresAt }, if: 'absent' }
}

function sourceKey({ marketplace }: IntegrationEvent, source: string): Key {
  return { pk: `source#${marketplace}#${source}`, sk: 'source' }
}

function keyOf(token: string): Key {
  return { pk: `event#${token}`, sk: 'event' }
}

function toItem(event: IntegrationEvent): Item {
  const { token, marketplace, vendor, createdAt, result, isUnpublished } = event
  const isOpen = isPending(event) || isUnpublished === true
  return {
    ...keyOf(token),
    ...event,
    position: `${createdAt}#${token}`,
    marketplaceKey: marketplace,
    ...(vendor !== '' && { vendorKey: `${marketplace}#${vendor}` }),
    ...(isOpen && { openKey: 'open' }),
    ...(result !== undefined && {
      expiresAt: Math.floor(Date.parse(result.at) / 1000) + yearSeconds,
    }),
  }
}

function rowOf(item: Item | undefined): IntegrationEvent | undefined {
  return item && withoutPlace(rowIn<IntegrationEvent>(item))
}

/** The event without the attributes of its lists. */
function withoutPlace(row: IntegrationEvent): IntegrationEvent {
  const { position, marketplaceKey, vendorKey, openKey, ...event } = row as IntegrationEvent &
    Readonly<Record<'position' | 'marketplaceKey' | 'vendorKey' | 'openKey', unknown>>
  return event
}
