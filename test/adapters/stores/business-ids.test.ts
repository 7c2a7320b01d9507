import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import type { DeliveryFilter } from '../../../core/deliveries/delivery-filter.ts'
import { eventAt } from '../../../core/deliveries/delivery-id.ts'
import { listEvent } from '../../../core/events/list-event.ts'
import { afterNoon, anAcceptedEvent, anEvent, uuidOf } from '../../support/builders.ts'
import { counted, logTables } from '../../support/log-store.ts'

describe('listDeliveries() with a business id', () => {
  it.each<[DeliveryFilter, number[]]>([
    [{ businessId: 'globex' }, [3, 1]],
    [{ businessId: ' GLOBEX ' }, [3, 1]],
    [{ businessId: 'Glob' }, []],
    [{ businessId: '4711' }, [2]],
    [{ businessId: ['4711', 'Globex'] }, [3, 2, 1]],
    [{ businessId: 'Subscription-2' }, [2]],
    [{ businessId: 'SUBSCRIPTION-2' }, [2]],
    [{ businessId: 'globex', resourceUuid: 'subscription-3' }, [3]],
    [{ businessId: 'globex', event: uuidOf(1) }, [1]],
    [{ businessId: 'globex', webhook: 'webhook-2' }, []],
    [{ businessId: 'globex', from: afterNoon(2) }, [3]],
    [{ businessId: 'globex', to: afterNoon(2) }, [1]],
    [{ businessId: 'globex', eventType: 'subscription.changed' }, []],
  ])('finds the deliveries of its events, newest first: %j', async (filter, expected) => {
    const { found } = await aWorld()

    expect(await found(filter)).toEqual(expected)
  })

  it('finds nothing of another marketplace', async () => {
    const { found } = await aWorld()

    expect(await found({ businessId: 'globex' }, 'other')).toEqual([])
  })

  it('continues after its cursor', async () => {
    const { store } = await aWorld()
    const filter = { businessId: 'globex' }

    const first = await store.listDeliveries('acme', filter, { limit: 1, from: undefined })
    const second = await store.listDeliveries('acme', filter, { limit: 1, from: first.next })

    expect([first, second].map(({ deliveries }) => numbersOf(deliveries))).toEqual([[3], [1]])
    expect(second.next).toBeUndefined()
  })

  it('reads only the lists of the id, however many events there are', async () => {
    const { log, add } = await aWorld()
    for (let number = 10; number < 200; number += 1) await add(number, {})
    const events = counted(log.events)

    const page = { limit: 10, from: undefined }
    const filter = { businessId: 'globex' }
    await deliveriesIn({ ...log, events: events.table }).listDeliveries('acme', filter, page)

    expect(events.items).toBeLessThanOrEqual(4) // two entries, and their two events
  })
})

/** Three events, of which two are about a company and one has an order number. */
async function aWorld() {
  const log = await logTables()
  const [events, store] = [eventsIn(log), deliveriesIn(log)]
  const add = async (number: number, content: object) => {
    const resource = { uuid: `subscription-${number}`, content: JSON.stringify(content) }
    const event = anEvent({ uuid: uuidOf(number), resource })
    const accepted = anAcceptedEvent({ event, acceptedAt: afterNoon(number) })
    await events.storeEvent(accepted)
    await listEvent(accepted, events)
  }
  await add(1, { company: { id: 'c-1', name: 'Globex' } })
  await add(2, { id: 'Subscription-2', order: { id: 4711 } })
  await add(3, { company: { name: 'GLOBEX' } })
  const found = async (filter: DeliveryFilter, marketplace = 'acme') => {
    const page = { limit: 10, from: undefined }
    return numbersOf((await store.listDeliveries(marketplace, filter, page)).deliveries)
  }
  return { log, store, add, found }
}

function numbersOf(deliveries: readonly { id: string }[]): number[] {
  return deliveries.map(({ id }) => Number(eventAt(id).slice(-4)))
}
