import { describe, expect, it } from '@jest/globals'

import { healthy } from '../../../core/health/health.ts'
import { dispatchDue } from '../../../core/wake/dispatch.ts'
import {
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  rowOf,
  uuidOf,
} from '../../support/builders.ts'
import { failAt } from '../../support/failing-health.ts'
import { aWorld, type Given } from '../../support/world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const rowAt = (number: number) =>
  rowOf(aWaitingDelivery(1, number, { event: anEvent({ uuid: uuidOf(number) }) }))
const rows = [1, 2, 3].map(rowAt)
const [first, second] = rows
const open = failAt([0, 0, 0, 0, 0])
const slowAt = (limit: number, id = key.id) => ({
  ...healthy({ ...key, id }),
  slow: { since: afterNoon(0), limit },
})
const later = (seconds: number) => new Date(afterNoon(seconds))

const aWorldAt = (seconds: number, given: Given) =>
  aWorld({ webhooks: [aWebhook()], waiting: rows, now: later(seconds), ...given })
const sent = (world: ReturnType<typeof aWorld>) => world.messages.map(({ delivery }) => delivery)

/** The ports that are called from now on. */
function callsOf({ hooks }: ReturnType<typeof aWorld>): string[] {
  const calls: string[] = []
  hooks.always(({ port, when }) => {
    if (when === 'before') calls.push(port)
  })
  return calls
}

describe('dispatchDue()', () => {
  it('sends the oldest delivery as the probe of an open circuit, which it records first', async () => {
    const world = aWorldAt(10, { health: [open] })

    const result = await dispatchDue(key, world.ports)

    expect(sent(world)).toEqual([first?.delivery])
    expect(world.health.get('webhook-1')?.circuit?.probe).toEqual({
      delivery: first?.delivery,
      leasedUntil: afterNoon(130),
    })
    expect(result).toEqual({ notBefore: afterNoon(130), isPaused: true })
  })

  it.each<[string, Given, string]>([
    ['before the next probe is due', { health: [open] }, open.circuit?.nextProbeAt ?? ''],
    [
      'while the receiver wants no requests',
      { health: [{ ...healthy(key), pausedUntil: afterNoon(60) }] },
      afterNoon(60),
    ],
  ])('sends nothing %s', async (_, given, notBefore) => {
    const world = aWorldAt(0.5, {
      ...given,
      waiting: [{ ...rows[0], dueAt: afterNoon(0) }] as typeof rows,
    })

    expect(await dispatchDue(key, world.ports)).toEqual({ notBefore, isPaused: true })
    expect(sent(world)).toEqual([])
  })

  it.each<[string, Given]>([
    ['nothing waits', { waiting: [] }],
    [
      'nothing that waits is due',
      { waiting: rows.map((row) => ({ ...row, dueAt: afterNoon(99) })) },
    ],
  ])('looks for a probe again after a second when %s', async (_, given) => {
    const world = aWorldAt(10, { health: [open], ...given })

    expect(await dispatchDue(key, world.ports)).toEqual({
      notBefore: afterNoon(11),
      isPaused: true,
    })
    expect(world.health.get('webhook-1')?.circuit?.probe).toBeUndefined()
    expect(sent(world)).toEqual([])
  })

  it('counts what it sends for a webhook with a rate limit, and only for one', async () => {
    const limited = aWorldAt(10, { webhooks: [aWebhook({ limits: { perSecond: 2 } })] })
    const unlimited = aWorldAt(10, {})

    await dispatchDue(key, limited.ports)
    await dispatchDue(key, limited.ports)
    await dispatchDue(key, unlimited.ports)

    expect(sent(limited)).toEqual([first?.delivery, second?.delivery])
    expect(await limited.ports.findRecentDispatches(key)).toEqual([{ at: afterNoon(10), count: 2 }])
    expect(sent(unlimited)).toHaveLength(3)
    expect(await unlimited.ports.findRecentDispatches(key)).toEqual([])
  })

  it('counts the probe of a webhook with a rate limit', async () => {
    const limits = { perSecond: 2 }
    const world = aWorldAt(10, { health: [open], webhooks: [aWebhook({ limits })] })

    await dispatchDue(key, world.ports)

    expect(await world.ports.findRecentDispatches(key)).toEqual([{ at: afterNoon(10), count: 1 }])
  })

  const limits = { perSecond: 2 }
  it.each<[string, Given, string[]]>([
    ['reads and writes', { webhooks: [aWebhook({ limits })] }, ['find', 'save']],
    ['only reads', { webhooks: [aWebhook({ limits })], waiting: [] }, ['find']],
    ['leaves', {}, []],
  ])('%s what was dispatched lately, as the rate limit needs', async (_, given, expected) => {
    const world = aWorldAt(10, given)
    const calls = callsOf(world)

    await dispatchDue(key, world.ports)

    expect(calls.filter((port) => port.endsWith('RecentDispatches'))).toEqual(
      expected.map((verb) => `${verb}RecentDispatches`),
    )
  })

  it.each([
    ['at', 2],
    ['over', 1],
  ])('reads no due delivery and sends none %s the concurrency limit', async (_, inFlight) => {
    const leased = rows.slice(0, 2).map((row) => ({ ...row, leasedUntil: afterNoon(99) }))
    const waiting = [...leased, ...[4, 5, 6].map(rowAt)]
    const world = aWorldAt(10, { webhooks: [aWebhook({ limits: { inFlight } })], waiting })
    const calls = callsOf(world)

    const result = await dispatchDue(key, world.ports)

    expect(result).toEqual({ notBefore: afterNoon(25), isPaused: false, inFlight: 2 })
    expect(sent(world)).toEqual([])
    expect(calls).not.toContain('findWaiting')
  })

  it.each<[string, Given, number]>([
    [
      'a disabled webhook, whose deliveries are skipped',
      { webhooks: [aWebhook({ enabled: false, limits: { inFlight: 1 } })] },
      3,
    ],
    [
      'a webhook with a concurrency limit',
      { webhooks: [aWebhook({ limits: { inFlight: 1 } })] },
      1,
    ],
    ['a slow receiver', { health: [slowAt(2)] }, 2],
    [
      'a slow receiver whose webhook has a lower limit',
      { webhooks: [aWebhook({ limits: { inFlight: 1 } })], health: [slowAt(2)] },
      1,
    ],
    [
      'a slow receiver, when those of its marketplace are too many',
      { health: [slowAt(2), ...[2, 3, 4].map((number) => slowAt(99, `webhook-${number}`))] },
      1,
    ],
    ['a webhook that ramps up', { health: [{ ...healthy(key), recoveredAt: afterNoon(9) }] }, 2],
  ])('sends as many as it may of %s', async (_, given, count) => {
    const world = aWorldAt(10, given)

    await dispatchDue(key, world.ports)

    expect(sent(world)).toHaveLength(count)
  })

  it('is woken by an attempt that ends while a slow receiver has no more room', async () => {
    const world = aWorldAt(10, { health: [slowAt(2)] })

    const result = await dispatchDue(key, world.ports)

    expect(result).toEqual({ notBefore: afterNoon(25), isPaused: false, inFlight: 2 })
  })

  it('reads the health of a marketplace for slow receivers only', async () => {
    const world = aWorldAt(10, { health: [{ ...healthy(key), failures: 1 }] })
    const calls = callsOf(world)

    await dispatchDue(key, world.ports)

    expect(calls).not.toContain('findAllHealth')
  })

  it('sends first what was leased to a message that was lost', async () => {
    const lost = { ...rows[2], leasedUntil: afterNoon(9) } as (typeof rows)[number]
    const webhooks = [aWebhook({ limits: { inFlight: 1 } })]
    const world = aWorldAt(10, { webhooks, waiting: [...rows.slice(0, 2), lost] })

    await dispatchDue(key, world.ports)

    expect(sent(world)).toEqual([lost.delivery])
  })

  it('sends no row that another process took', async () => {
    const world = aWorldAt(10, {})
    world.hooks.once('before', 'lease', async () => {
      await world.ports.removeWaiting(rows.slice(0, 1))
    })

    await dispatchDue(key, world.ports)

    expect(sent(world)).toEqual(rows.slice(1).map(({ delivery }) => delivery))
    expect(world.lines).toMatchObject([{ message: 'woken', deliveries: 2 }])
  })
})
