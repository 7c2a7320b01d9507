import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import type { DeliveryLog } from '../../../adapters/stores/delivery-tables.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import type { DeliveryFilter } from '../../../core/deliveries/delivery-filter.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import type { AcceptedEvent, PlannedDelivery } from '../../../core/events/event-store.ts'
import { listEvent } from '../../../core/events/list-event.ts'
import { aDelivery, anAcceptedEvent, anAttempt, anEvent, noon } from '../../support/builders.ts'
import { logTables } from '../../support/log-store.ts'

const dayMs = 24 * 3_600_000
const delivered = anAttempt(1, { outcome: { kind: 'delivered', status: 200 } })
const success = (endpoint = 'webhook-1') =>
  aDelivery({ endpoint, status: 'successful', attempts: [delivered] })
const failure = (endpoint = 'webhook-1') =>
  aDelivery({ endpoint, status: 'failed', attempts: [anAttempt()] })
const event = anEvent({ resource: { content: '{"company":{"name":"Globex"}}' } })
const { uuid } = event

describe('with an archive', () => {
  it.each<[string, number, Delivery[]]>([
    ['succeeded the first time', 7, [success()]],
    ['failed', 90, [failure()]],
    ['failed, one of two,', 90, [success('webhook-1'), failure('webhook-2')]],
    [
      'succeeded the second time',
      90,
      [aDelivery({ status: 'successful', attempts: [anAttempt(), delivered] })],
    ],
  ])('an event whose delivery %s is stored for %i days', async (_, days, deliveries) => {
    const world = await aWorld(deliveries)

    expect(await world.hasEventAfter(days * dayMs - 1000)).toBe(true)
    expect(await world.hasEventAfter(days * dayMs)).toBe(false)
  })

  it.each<[string, Partial<AcceptedEvent>]>([
    ['waits', { deliveries: [{ endpoint: 'webhook-1', start: 'waiting' }] }],
    ['was skipped', { deliveries: [{ endpoint: 'webhook-1', start: 'skipped' }] }],
    ['is a test', { isTest: true }],
  ])('an event whose delivery %s is stored for its whole time', async (_, changes) => {
    const world = await aWorld([], anAcceptedEvent(changes))

    expect(await world.hasEventAfter(90 * dayMs - 1000)).toBe(true)
  })

  it('shows of an old event the delivery that failed, and not as pending what has left', async () => {
    const world = await aWorld([success('webhook-1'), failure('webhook-2')])
    world.clock.now = new Date(noon.getTime() + 8 * dayMs)

    const ids = [{ resourceUuid: 'subscription-1' }, { businessId: 'Globex' }]
    for (const filter of [{ event: uuid }, ...ids, {}]) {
      expect(await world.listed(filter)).toEqual([failure('webhook-2').id])
    }
    expect(await world.listed({ status: 'pending' })).toEqual([])
    expect(await world.store.findDelivery('acme', success().id)).toBeUndefined()
    expect(world.store.mayBeArchived(success().id)).toBe(true)
    expect(world.store.mayBeArchived('delivery-1')).toBe(false)
  })

  it('keeps the event of a success that is sent again', async () => {
    const world = await aWorld([success()])
    world.clock.now = new Date(noon.getTime() + 6 * dayMs)
    const again = { ...success(), status: 'pending' as const, revision: 2 }

    expect(await world.store.replaceDelivery(again, success())).toBe(true)

    expect(await world.hasEventAfter(90 * dayMs - 1000)).toBe(true)
    expect(await world.listed({ resourceUuid: 'subscription-1' })).toEqual([again.id])
  })

  it('does not keep another event with the same uuid', async () => {
    const later = anAcceptedEvent({ acceptedAt: new Date(noon.getTime() + dayMs).toISOString() })
    const world = await aWorld([failure()], later)

    expect(await world.hasEventAfter(8 * dayMs)).toBe(false)
  })

  it('lets nothing leave early when it is ending, and misses what has left', async () => {
    const world = await aWorld([success()], anAcceptedEvent(), 'ending')

    expect(await world.hasEventAfter(90 * dayMs - 1000)).toBe(true)
    expect(await world.store.findDelivery('acme', success().id)).toEqual(success())
    expect(world.store.mayBeArchived(success().id)).toBe(true)
  })
})

it('without an archive, an old delivery without a row is as it began', async () => {
  const clock = { now: noon }
  const log = await logTables(clock)
  await eventsIn(log).storeEvent(anAcceptedEvent())
  clock.now = new Date(noon.getTime() + 8 * dayMs)

  const store = deliveriesIn(log)

  expect(await store.findDelivery('acme', aDelivery().id)).toEqual(aDelivery())
  expect(store.mayBeArchived(aDelivery().id)).toBe(false)
})

/** An event with its deliveries, each of which just got its row. */
async function aWorld(
  deliveries: readonly Delivery[],
  accepted: AcceptedEvent = anAcceptedEvent({ event, deliveries: deliveries.map(planned) }),
  archive: 's3' | 'ending' = 's3',
) {
  const clock = { now: noon }
  const log: DeliveryLog = { ...(await logTables(clock)), archive }
  const [events, store] = [eventsIn(log), deliveriesIn(log)]
  await events.storeEvent(accepted)
  await listEvent(accepted, events)
  for (const one of deliveries) await store.replaceDelivery(one, { ...one, ...began })
  return {
    clock,
    store,
    hasEventAfter: async (ms: number): Promise<boolean> => {
      clock.now = new Date(noon.getTime() + ms)
      return (await events.findEvent('acme', uuid)) !== undefined
    },
    listed: async (filter: DeliveryFilter) => {
      const page = { limit: 10, from: undefined }
      const { deliveries: found } = await store.listDeliveries('acme', filter, page)
      return found.map(({ id }) => id)
    },
  }
}

const began = { status: 'pending' as const, attempts: [], revision: 0 }

function planned({ endpoint }: Delivery): PlannedDelivery {
  return { endpoint, start: 'queued' }
}
