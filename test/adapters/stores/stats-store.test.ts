import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import type { DeliveryLog } from '../../../adapters/stores/delivery-tables.ts'
import { statsIn } from '../../../adapters/stores/stats-store.ts'
import { positionAt } from '../../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import type { Rollup } from '../../../core/deliveries/rollup.ts'
import { type Countable, emptyTally } from '../../../core/deliveries/tally.ts'
import { eventually } from '../../support/eventually.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, noon, uuidOf } from '../../support/builders.ts'
import { fill, logTables } from '../../support/log-store.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }
const hour = { marketplace: 'acme', endpoint: 'webhook-1', hour: noon.toISOString() }

describe('forEachDelivery()', () => {
  const range = { from: positionAt(afterNoon(0)), to: positionAt(afterNoon(300)) }
  const created = (seconds: number, changes: Parameters<typeof aDelivery>[0] = {}) =>
    aDelivery({
      event: anEvent({ uuid: uuidOf(Math.round(seconds * 1000) + 100_000) }),
      createdAt: afterNoon(seconds),
      ...changes,
    })

  it.each<[string, Delivery, Partial<Countable>]>([
    ['is queued', created(1), { status: 'pending', attempts: [] }],
    ['is a queued test', created(1, { isTest: true }), { status: 'pending', isTest: true }],
    ['was delivered', created(1, { status: 'successful' }), { status: 'successful' }],
    ['failed', created(1, { status: 'failed', attempts: [anAttempt()] }), { status: 'failed' }],
    ['was created in its first millisecond', created(0), { createdAt: afterNoon(0) }],
    ['was created in its last millisecond', created(299.999), { createdAt: afterNoon(299.999) }],
    ['has a row in its last millisecond', created(299.999, { status: 'failed' }), {}],
  ])('sees a delivery that %s, once', async (_, delivery, expected) => {
    const log = await aLog([delivery])

    await eventually(async () => {
      expect(await seenIn(log, range)).toMatchObject([{ id: delivery.id, ...expected }])
    })
  })

  it.each<[string, Delivery]>([
    ['of another webhook', created(1, { endpoint: 'webhook-2' })],
    ['of another marketplace', created(1, { event: anEvent({ marketplace: 'globex' }) })],
    ['before the range', created(-0.001)],
    ['at its end', created(300)],
    ['with a row at its end', created(300, { status: 'failed' })],
  ])('does not see a delivery %s', async (_, delivery) => {
    const log = await aLog([delivery, created(2)])

    await eventually(async () => {
      expect(await seenIn(log, range)).toMatchObject([{ id: created(2).id }])
    })
  })

  it('looks for deliveries without a row only after what the sweep has read', async () => {
    const log = await aLog([created(1), created(3)], positionAt(afterNoon(2)))

    await eventually(async () => {
      expect(await seenIn(log, range)).toMatchObject([{ id: created(3).id }])
    })
  })
})

describe('rollups', () => {
  const rollup = (overrides: Partial<Rollup> = {}): Rollup => ({
    ...hour,
    counts: { successful: 2, failed: 1 },
    attempts: { delivered: 2, failed: 12 },
    durations: { 17: 2, 20: 1 },
    upTo: positionAt(afterNoon(60)),
    revision: 1,
    ...overrides,
  })

  it('are found by their hour, and by their endpoint since a time', async () => {
    const store = statsIn(await logTables())
    const all = [-3600, 0, 3600].map((seconds) => rollup({ hour: afterNoon(seconds) }))
    for (const one of [...all, rollup({ endpoint: 'webhook-2' })]) {
      await store.replaceRollup(one, undefined)
    }

    expect(await store.findRollup(hour)).toEqual(rollup())
    expect(await store.findRollup({ ...hour, endpoint: 'webhook-3' })).toBeUndefined()
    await eventually(async () => {
      expect(await store.findRollups(webhook, noon.toISOString())).toEqual(all.slice(1))
    })
  })

  it('have an attempt for each delivery that was sent when their row is older than that count', async () => {
    const firstSuccesses = { ...emptyTally(), counts: { successful: 2 } }
    const text = JSON.stringify(rollup({ firstSuccesses }), (name, value: unknown) =>
      name === 'attempts' ? undefined : value,
    )
    const old = JSON.parse(text) as Rollup
    const store = statsIn(await logTables())
    await store.replaceRollup(old, undefined)

    expect(await store.findRollup(hour)).toEqual({
      ...old,
      attempts: { delivered: 2, failed: 1 },
      firstSuccesses: { ...firstSuccesses, attempts: { delivered: 2, failed: 0 } },
    })
  })

  it('are not replaced when another change came first', async () => {
    const store = statsIn(await logTables())
    await store.replaceRollup(rollup(), undefined)

    const results = [
      await store.replaceRollup(rollup({ counts: {} }), undefined),
      await store.replaceRollup(rollup({ revision: 2 }), rollup()),
      await store.replaceRollup(rollup({ counts: {}, revision: 2 }), rollup()),
    ]

    expect(results).toEqual([false, true, false])
    expect(await store.findRollup(hour)).toEqual(rollup({ revision: 2 }))
  })

  it('have a position for each marketplace', async () => {
    const store = statsIn(await logTables())

    await store.saveRolledUp('acme', 'a')
    await store.saveRolledUp('acme', 'b')

    expect(await store.findRolledUp('acme')).toBe('b')
    expect(await store.findRolledUp('globex')).toBeUndefined()
  })
})

describe('marks', () => {
  const attempts = [anAttempt()]
  const failed = { status: 'failed', attempts } as const
  /** Whether the hour of a delivery of noon is marked when it is changed this much later. */
  const isMarked = async (
    seconds: number,
    [before, after]: readonly Parameters<typeof aDelivery>[0][],
  ) => {
    const clock = { now: noon }
    const log = await aLog([aDelivery(before)], undefined, clock)
    clock.now = new Date(afterNoon(seconds))
    const next = aDelivery({ ...before, ...after })
    await deliveriesIn(log).replaceDelivery({ ...next, revision: 2 }, aDelivery(before))
    return (await statsIn(log).findMarkedHours(webhook)).length > 0
  }

  it.each<[string, number, readonly Parameters<typeof aDelivery>[0][], boolean]>([
    ['gets a status at five minutes', 300, [{ attempts }, failed], true],
    ['gets a status before that', 299.999, [{ attempts }, failed], false],
    ['had another status', 7200, [failed, { status: 'successful' }], true],
    ['fails again', 7200, [failed, { attempts: [...attempts, anAttempt(2)] }], true],
    ['is saved again', 7200, [failed, { leasedUntil: afterNoon(7300) }], false],
    ['is claimed', 7200, [{ attempts }, { leasedUntil: afterNoon(7300) }], false],
    ['fails and waits', 7200, [{ attempts: [] }, { attempts }], true],
    ['waits for another time', 7200, [{ attempts }, { dueAt: afterNoon(7300) }], false],
    ['is a test', 7200, [{ isTest: true, attempts: [] }, failed], false],
  ])('are put or not when a delivery %s', async (_, seconds, changes, expected) => {
    expect(await isMarked(seconds, changes)).toBe(expected)
  })

  it('are put once a minute, and are removed only if they are the same', async () => {
    const clock = { now: new Date(afterNoon(3600)) }
    const log = await logTables(clock)
    const [deliveries, store] = [deliveriesIn(log), statsIn(log)]
    const change = (number: number) => {
      const before = aDelivery({ event: anEvent({ uuid: uuidOf(number) }) })
      return deliveries.replaceDelivery({ ...before, ...failed, attempts, revision: 1 }, before)
    }
    const marks = () => store.findMarks('acme', { limit: 10 })

    await change(1)
    const [first] = await marks()
    clock.now = new Date(afterNoon(3659))
    await change(2)
    const [second] = await marks()
    clock.now = new Date(afterNoon(3660))
    await change(3)
    const [third] = await marks()
    if (first !== undefined) await store.removeMark(first)
    const left = await marks()
    if (third !== undefined) await store.removeMark(third)

    expect(first).toMatchObject({ ...hour, at: afterNoon(3600) })
    expect(second).toEqual(first)
    expect(third).toMatchObject({ ...hour, at: afterNoon(3660) })
    expect(left).toEqual([third])
    expect(await marks()).toEqual([])
  })

  it('are found page by page', async () => {
    const log = await logTables({ now: new Date(afterNoon(36_000)) })
    const [deliveries, store] = [deliveriesIn(log), statsIn(log)]
    for (const seconds of [0, 3600, 7200]) {
      const before = aDelivery({ createdAt: afterNoon(seconds) })
      await deliveries.replaceDelivery({ ...before, ...failed, attempts, revision: 1 }, before)
    }

    const page = await store.findMarks('acme', { limit: 2 })
    const rest = await store.findMarks('acme', { limit: 2, after: page.at(-1) })

    const hours = [...page, ...rest].map((mark) => mark.hour)
    expect(hours).toEqual([0, 3600, 7200].map(afterNoon))
    expect(rest).toHaveLength(1)
    expect(await store.findMarkedHours(webhook)).toEqual(hours)
  })

  it('are not put by a change that does nothing more than the first attempt', async () => {
    const log = await logTables({ now: new Date(afterNoon(1)) })
    const { items } = { items: [] as string[] }
    const deliveries = deliveriesIn({
      ...log,
      deliveries: {
        ...log.deliveries,
        get: () => Promise.reject(new Error('It reads nothing')),
        query: () => Promise.reject(new Error('It reads nothing')),
        write: (writes) => {
          items.push(...writes.map((one) => ('put' in one ? one.put.sk : one.remove.sk)))
          return Promise.resolve(true)
        },
      },
    })
    const before = aDelivery()

    await deliveries.replaceDelivery({ ...before, status: 'successful', revision: 1 }, before)

    expect(items).toEqual([before.id])
  })
})

async function seenIn(log: DeliveryLog, range: { from: string; to: string }): Promise<Countable[]> {
  const seen: Countable[] = []
  await statsIn(log).forEachDelivery(webhook, range, (delivery) => void seen.push(delivery))
  return seen
}

async function aLog(
  deliveries: readonly Delivery[],
  swept?: string,
  clock = { now: noon },
): Promise<DeliveryLog> {
  const log = await logTables(clock, swept)
  await fill(log, deliveries)
  return log
}
