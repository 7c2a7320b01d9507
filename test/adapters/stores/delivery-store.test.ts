import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { aDelivery, afterNoon, anAttempt, aCall, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const page = { limit: 10, from: undefined }

const aStore = async (clock = { now: noon }) => deliveriesIn(await storeTable('deliveries', clock))

describe('deliveriesIn() stores the exchanges of attempts', () => {
  it('in the order of the attempts, and undefined for an attempt without one', async () => {
    const deliveries = await aStore()
    const attempts = [1, 2, 3].map((number) => anAttempt(number))
    const delivery = aDelivery({ attempts })
    await deliveries.saveExchange(delivery, anAttempt(3), aCall({ address: '93.184.216.3' }))
    await deliveries.saveExchange(delivery, anAttempt(1), aCall({ address: '93.184.216.1' }))

    const calls = await deliveries.findExchanges(delivery)

    expect(calls).toEqual([
      aCall({ address: '93.184.216.1' }),
      undefined,
      aCall({ address: '93.184.216.3' }),
    ])
  })

  it('and returns the recorded one when a crash repeated an attempt', async () => {
    const deliveries = await aStore()
    const recorded = anAttempt(1, { startedAt: afterNoon(90) })
    const delivery = aDelivery({ attempts: [recorded] })
    await deliveries.saveExchange(delivery, recorded, aCall({ address: '93.184.216.2' }))
    await deliveries.saveExchange(delivery, anAttempt(1), aCall({ address: '93.184.216.1' }))

    const calls = await deliveries.findExchanges(delivery)

    expect(calls).toEqual([aCall({ address: '93.184.216.2' })])
  })

  it('outside all lists of deliveries, separate from other deliveries', async () => {
    const deliveries = await aStore()
    const delivery = aDelivery({ attempts: [anAttempt()] })
    await deliveries.addDelivery(delivery)
    await deliveries.saveExchange(delivery, anAttempt(), aCall())

    const listed = await deliveries.listDeliveries('acme', {}, page)
    const others = await deliveries.findExchanges({ ...delivery, id: 'other' })

    expect(listed.deliveries).toEqual([delivery])
    expect(others).toEqual([undefined])
  })

  it('for as long as their delivery', async () => {
    const clock = { now: noon }
    const deliveries = await aStore(clock)
    const delivery = aDelivery({ attempts: [anAttempt()] })
    await deliveries.addDelivery(delivery)
    await deliveries.saveExchange(delivery, anAttempt(), aCall())

    clock.now = new Date(afterNoon(90 * 24 * 3600))

    expect(await deliveries.findDelivery('acme', delivery.id)).toBeUndefined()
    expect(await deliveries.findExchanges(delivery)).toEqual([undefined])
  })
})

describe('failed tests', () => {
  const failedAt = (seconds: number, overrides: Partial<Omit<Delivery, 'event'>> = {}) =>
    aDelivery({
      id: `delivery-${seconds}`,
      createdAt: afterNoon(seconds),
      status: 'failed',
      ...overrides,
    })
  const failed = [1, 2, 3, 4].map((seconds) =>
    failedAt(seconds, seconds % 2 === 0 ? { isTest: true } : {}),
  )
  const list = { marketplace: 'acme', endpoint: 'webhook-1', status: 'failed' }

  it('are neither counted nor found by a recovery, which skips them', async () => {
    const deliveries = await aStore()
    await Promise.all(failed.map((delivery) => deliveries.addDelivery(delivery)))

    const count = await deliveries.countEnded(list, { from: '', to: '~' })
    const found = await deliveries.findEnded(list, { from: '', to: '~' }, 10)

    expect(count).toBe(2)
    expect(found.map(({ id }) => id)).toEqual(['delivery-1', 'delivery-3'])
  })

  it.each([1, 2, 3, 4])('are listed in order, in pages of %i', async (limit) => {
    const deliveries = await aStore()
    await Promise.all(failed.map((delivery) => deliveries.addDelivery(delivery)))

    const ids: string[] = []
    let from: string | undefined
    do {
      const filter = { webhook: 'webhook-1', status: 'failed' } as const
      const listed = await deliveries.listDeliveries('acme', filter, { limit, from })
      ids.push(...listed.deliveries.map(({ id }) => id))
      from = listed.next
    } while (from !== undefined)

    expect(ids).toEqual(['delivery-4', 'delivery-3', 'delivery-2', 'delivery-1'])
  })
})

describe('findPending()', () => {
  /** Deliveries of `acme`, created this many seconds after noon. */
  const madeAt = (seconds: number, status: 'pending' | 'failed' = 'pending') =>
    aDelivery({ id: `delivery-${seconds}`, createdAt: afterNoon(seconds), status })

  async function aFullTable() {
    const deliveries = await aStore()
    for (const seconds of [30, 10, 20]) await deliveries.addDelivery(madeAt(seconds))
    await deliveries.addDelivery(madeAt(15, 'failed'))
    await deliveries.addDelivery({ ...madeAt(16), marketplace: 'globex' })
    return deliveries
  }

  it.each([
    ['all of them, oldest first', { from: '', to: afterNoon(60) }, 10, [10, 20, 30]],
    ['at most the limit', { from: '', to: afterNoon(60) }, 2, [10, 20]],
    ['those before a time', { from: '', to: afterNoon(20) }, 10, [10]],
    ['those from a time on', { from: afterNoon(20), to: afterNoon(60) }, 10, [20, 30]],
    [
      'those after a position',
      { from: `${afterNoon(10)}#delivery-10~`, to: afterNoon(60) },
      10,
      [20, 30],
    ],
  ])('finds %s', async (_, range, limit, expected) => {
    const deliveries = await aFullTable()

    const found = await deliveries.findPending('acme', range, limit)

    expect(found).toEqual(expected.map((seconds) => madeAt(seconds)))
  })
})
