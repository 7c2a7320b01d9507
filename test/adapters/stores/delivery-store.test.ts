import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import { after, eventPosition, lastPositionAt } from '../../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import type { PlannedDelivery } from '../../../core/events/event-store.ts'
import {
  aCall,
  aDelivery,
  afterNoon,
  anAcceptedEvent,
  anAttempt,
  anEvent,
  idOf,
  noon,
  uuidOf,
} from '../../support/builders.ts'
import { allOf } from '../../support/all-of.ts'
import { fill, logTables } from '../../support/log-store.ts'

const days = (count: number) => count * 24 * 3600

describe('findDelivery()', () => {
  const found = async (deliveries: readonly Delivery[], id: string, marketplace = 'acme') => {
    const log = await logTables()
    await fill(log, deliveries)
    return deliveriesIn(log).findDelivery(marketplace, id)
  }

  it('finds a delivery with the exchanges of its attempts', async () => {
    const attempts = [anAttempt(1, { exchange: aCall() }), anAttempt(2)]
    const delivery = aDelivery({ status: 'failed', attempts })

    expect(await found([delivery], delivery.id)).toEqual(delivery)
  })

  it.each<PlannedDelivery['start']>(['queued', 'waiting', 'skipped'])(
    'finds a delivery that began as %s and has no row as it began',
    async (start) => {
      const log = await logTables()
      const planned = { endpoint: 'webhook-1', start }
      await eventsIn(log).storeEvent(anAcceptedEvent({ deliveries: [planned] }))

      const delivery = await deliveriesIn(log).findDelivery('acme', idOf(uuidOf(1)))

      expect(delivery).toEqual({
        ...aDelivery(),
        ...(start === 'skipped' && { status: 'skipped' }),
        ...(start === 'waiting' && { dueAt: noon.toISOString() }),
      })
    },
  )

  it.each([
    ['another marketplace', idOf(uuidOf(1)), 'globex'],
    ['another event', idOf(uuidOf(2)), 'acme'],
    ['another webhook', idOf(uuidOf(1), { endpoint: 'webhook-2' }), 'acme'],
    ['another time', idOf(uuidOf(1), { createdAt: afterNoon(1) }), 'acme'],
    ['text that is no id', 'delivery-1', 'acme'],
    ['the id of another kind', '04e43802f0b32d33a1cc6ad8dbacc114', 'acme'],
  ])('finds none of %s', async (_, id, marketplace) => {
    expect(await found([aDelivery()], id, marketplace)).toBeUndefined()
    expect(await found([aDelivery({ status: 'failed' })], id, marketplace)).toBeUndefined()
  })

  it.each<[string, Delivery]>([
    ['with a row', aDelivery({ status: 'failed' })],
    ['without a row', aDelivery()],
  ])('finds a delivery %s for 90 days', async (_, delivery) => {
    const clock = { now: noon }
    const log = await logTables(clock)
    await fill(log, [delivery])
    const isThere = async () =>
      (await deliveriesIn(log).findDelivery('acme', delivery.id)) !== undefined

    clock.now = new Date(afterNoon(days(90) - 1))
    const before = await isThere()
    clock.now = new Date(afterNoon(days(90)))

    expect([before, await isThere()]).toEqual([true, false])
  })
})

describe('replaceDelivery()', () => {
  it.each([0, 1, 7])('saves the delivery only as it was read, at revision %i', async (revision) => {
    const log = await logTables()
    const before = { ...aDelivery(), revision }
    await fill(log, [before])
    const { replaceDelivery, findDelivery } = deliveriesIn(log)
    const next = { ...before, revision: revision + 1 }

    const saved = await replaceDelivery({ ...next, status: 'failed' }, before)
    const tooLate = await replaceDelivery({ ...next, status: 'dropped' }, before)

    expect([saved, tooLate]).toEqual([true, false])
    expect(await findDelivery('acme', before.id)).toMatchObject({ status: 'failed' })
  })
})

describe('failed tests', () => {
  const failedAt = (seconds: number) =>
    aDelivery({
      label: `delivery-${seconds}`,
      createdAt: afterNoon(seconds),
      status: 'failed',
      ...(seconds % 2 === 0 && { isTest: true }),
    })
  const failed = [1, 2, 3, 4].map(failedAt)
  const list = { marketplace: 'acme', endpoint: 'webhook-1', status: 'failed' }

  it('are neither counted nor found by a recovery, which skips them', async () => {
    const log = await logTables()
    await fill(log, failed)
    const { countEnded, findEnded } = deliveriesIn(log)

    const count = await countEnded(list, { from: '', to: '~' })
    const found = await findEnded(list, { from: '', to: '~' }, 10)

    expect(count).toBe(2)
    expect(found).toEqual([failed[0], failed[2]])
  })

  it.each([1, 2, 3, 4])('are listed in order, in pages of %i', async (limit) => {
    const log = await logTables()
    await fill(log, failed)
    const deliveries = deliveriesIn(log)

    const found: Delivery[] = []
    let from: string | undefined
    do {
      const filter = { webhook: 'webhook-1', status: 'failed' } as const
      const listed = await deliveries.listDeliveries('acme', filter, { limit, from })
      found.push(...listed.deliveries)
      from = listed.next
    } while (from !== undefined)

    expect(found).toEqual(failed.toReversed())
  })
})

describe('findEnded()', () => {
  const failed = [10, 20, 30, 40].map((seconds) =>
    aDelivery({ label: `at-${seconds}`, createdAt: afterNoon(seconds), status: 'failed' }),
  )
  const list = { marketplace: 'acme', endpoint: 'webhook-1', status: 'failed' }

  it.each([
    ['at most the limit, oldest first', { from: '', to: '~' }, 2, [0, 1]],
    ['those up to a time', { from: '', to: lastPositionAt(afterNoon(20)) }, 9, [0, 1]],
    ['those after a delivery', { from: after(failed[1]?.id ?? ''), to: '~' }, 9, [2, 3]],
  ])('finds %s', async (_, range, limit, expected) => {
    const log = await logTables()
    await fill(log, failed)

    const found = await deliveriesIn(log).findEnded(list, range, limit)

    expect(found).toEqual(expected.map((at) => failed[at]))
    expect(await deliveriesIn(log).countEnded(list, range)).toBe(limit === 2 ? 4 : found.length)
  })
})

describe('findCreated()', () => {
  const attempted = { attempts: [anAttempt()] }
  /** Deliveries of `acme`, of events that were accepted this many seconds after noon. */
  const at = (seconds: number, changes: Partial<Omit<Delivery, 'event' | 'id'>> = {}) =>
    aDelivery({
      event: anEvent({ uuid: uuidOf(seconds) }),
      createdAt: afterNoon(seconds),
      ...changes,
    })
  const all = [
    at(10),
    at(20, { dueAt: afterNoon(20) }),
    at(30, attempted),
    at(40, { status: 'successful', ...attempted }),
    at(50, { leasedUntil: afterNoon(60) }),
    aDelivery({ event: anEvent({ marketplace: 'globex', uuid: uuidOf(55) }) }),
    at(60),
  ]
  const everything = { from: '', to: '~' }

  it.each([
    ['all, oldest first', everything, 100, [0, 1, 2, 3, 4, 6], undefined],
    ['at most those of the limit of events', everything, 3, [0, 1, 2], 40],
    ['those up to a time', { from: '', to: lastPositionAt(afterNoon(20)) }, 100, [0, 1], undefined],
    [
      'those from a position on',
      { from: eventPosition(afterNoon(50), uuidOf(50)), to: '~' },
      100,
      [4, 6],
      undefined,
    ],
  ])('finds %s', async (_, range, limit, expected, next) => {
    const log = await logTables()
    await fill(log, all)

    const found = await deliveriesIn(log).findCreated('acme', range, limit)

    expect(await allOf(found.deliveries)).toEqual(expected.map((number) => all[number]))
    expect(found.next).toBe(next && eventPosition(afterNoon(next), uuidOf(next)))
  })
})
