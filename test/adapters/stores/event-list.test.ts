import { describe, expect, it } from '@jest/globals'

import { eventListIn } from '../../../adapters/stores/event-list.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import { unwantedEventsIn } from '../../../adapters/stores/unwanted-events.ts'
import type { EventFilter, ListedEvent } from '../../../core/events/event-list.ts'
import { lineOf } from '../../../core/events/unwanted.ts'
import { afterNoon, anAcceptedEvent, anEvent, noon, uuidOf } from '../../support/builders.ts'
import { logTables } from '../../support/log-store.ts'

const unwanted = { reason: 'action', webhookCount: 1, webhooks: ['webhook-1'] } as const

/** Every third event has two deliveries. */
const all = Array.from({ length: 120 }, (_, number) => nth(number))

const full = aFullList() // read only

describe('listEvents()', () => {
  const filters: EventFilter[] = [
    {},
    { wanted: true },
    { wanted: false },
    { resource: 'USER' },
    { resource: 'USER', action: 'REMOVED' },
    { action: 'CHANGED', wanted: false },
    { resourceUuid: 'resource-3' },
    { resourceUuid: 'resource-3', wanted: true },
    { resourceUuid: 'resource-3', wanted: false, action: 'ADDED' },
    { from: afterNoon(10), to: afterNoon(40) },
    { from: afterNoon(10), to: afterNoon(40), resourceUuid: 'resource-3' },
  ]

  it.each(filters)(
    'returns each event once, newest first, in pages of any size: %j',
    async (filter) => {
      const { listEvents } = eventListIn(await full)
      const expected = all.filter((one) => passes(one, filter)).reverse()

      for (const limit of [7, 50]) {
        const found: ListedEvent[] = []
        let from: string | undefined
        do {
          const page = await listEvents('acme', filter, { limit, from })
          expect(page.events.length).toBeLessThanOrEqual(limit)
          found.push(...page.events)
          from = page.next
        } while (from !== undefined)

        expect(expected.length).toBeGreaterThan(0)
        expect(found).toEqual(expected)
      }
    },
  )

  it('lists an unwanted event that was published again once, with its last reason', async () => {
    const log = await logTables()
    const { storeUnwanted } = unwantedEventsIn(log.events)
    const line = { event: lineOf(anEvent()), acceptedAt: afterNoon(0), unwanted }
    const again = { ...line, acceptedAt: afterNoon(5), unwanted: { ...unwanted, webhookCount: 2 } }

    await storeUnwanted(line)
    await storeUnwanted(again)

    const { events } = await eventListIn(log).listEvents('acme', {}, { limit: 9, from: undefined })
    expect(events).toEqual([{ ...again, deliveryCount: 0 }])
  })

  it('leaves out what another marketplace accepted', async () => {
    const { listEvents } = eventListIn(await full)

    expect(await listEvents('globex', {}, { limit: 9, from: undefined })).toEqual({ events: [] })
  })
})

describe('storeUnwanted()', () => {
  it('stores the line for seven days', async () => {
    const clock = { now: noon }
    const { events } = await logTables(clock)
    const { storeUnwanted, findUnwanted } = unwantedEventsIn(events)
    await storeUnwanted({ event: lineOf(anEvent()), acceptedAt: noon.toISOString(), unwanted })

    const ages = [7 * 86_400 - 1, 7 * 86_400 + 1]
    const found = []
    for (const seconds of ages) {
      clock.now = new Date(afterNoon(seconds))
      found.push((await findUnwanted('acme', uuidOf(1))) !== undefined)
    }

    expect(found).toEqual([true, false])
  })

  it('writes 1 KB at most when ids are UUIDs, however long the names and the URL are', async () => {
    const { events } = await logTables()
    const marketplace = 'm'.repeat(63)
    const resource = { type: 'RESELLER_REGISTRANT', uuid: uuidOf(7) } as const
    const webhooks = [1, 2, 3, 4, 5].map((number) => uuidOf(number))
    const { storeUnwanted } = unwantedEventsIn(events)
    const event = { ...lineOf(anEvent()), marketplace }

    for (const url of ['u'.repeat(255), 'u'.repeat(2048)]) {
      await storeUnwanted({
        event: { ...event, resource: { ...resource, url } },
        acceptedAt: noon.toISOString(),
        unwanted: { reason: 'resource', webhookCount: 500, webhooks },
      })
      const item = await events.get({ pk: `${marketplace}#${event.uuid}`, sk: 'unwanted' })

      expect(sizeOf(item)).toBeGreaterThan(500)
      expect(sizeOf(item)).toBeLessThanOrEqual(1024)
    }
  })
})

/** As DynamoDB counts: names and values in UTF-8, and three for a list or map, one for each value in it. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + 1 + sizeOf(one), 3)
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce(
      (sum, [name, one]) => sum + name.length + 1 + sizeOf(one),
      3,
    )
  }
  return typeof value === 'string' ? value.length : 9
}

function nth(number: number): ListedEvent {
  const event = anEvent({
    uuid: uuidOf(number),
    resource: {
      type: number % 2 === 0 ? 'USER' : 'ORDER',
      uuid: `resource-${number % 4}`,
      url: '/api/1',
    },
    resourceAction:
      (['ADDED', 'CHANGED', 'REMOVED'] as const)[Math.floor(number / 2) % 3] ?? 'ADDED',
  })
  const known = { event: lineOf(event), acceptedAt: afterNoon(number) }
  return number % 3 === 0
    ? { ...known, deliveryCount: 2 }
    : { ...known, deliveryCount: 0, unwanted }
}

function passes(one: ListedEvent, filter: EventFilter): boolean {
  const { event, acceptedAt, deliveryCount } = one
  const { resource, action, resourceUuid, from = '', to = '~', wanted } = filter
  return (
    (resource ?? event.resource.type) === event.resource.type &&
    (action ?? event.resourceAction) === event.resourceAction &&
    (resourceUuid ?? event.resource.uuid) === event.resource.uuid &&
    (wanted ?? deliveryCount > 0) === deliveryCount > 0 &&
    from <= acceptedAt &&
    acceptedAt <= to
  )
}

async function aFullList() {
  const log = await logTables()
  const [{ storeEvent, listUnderResource }, { storeUnwanted }] = [
    eventsIn(log),
    unwantedEventsIn(log.events),
  ]
  for (const { event, acceptedAt, deliveryCount } of all) {
    if (deliveryCount === 0) {
      await storeUnwanted({ event, acceptedAt, unwanted })
      continue
    }
    const content = JSON.stringify({ of: event.uuid })
    const accepted = anAcceptedEvent({
      event: { ...event, resource: { ...event.resource, content } },
      acceptedAt,
      deliveries: [
        { endpoint: 'webhook-1', start: 'queued' },
        { endpoint: 'webhook-2', start: 'skipped' },
      ],
    })
    await storeEvent(accepted)
    await listUnderResource(accepted)
  }
  return log
}
