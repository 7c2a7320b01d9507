import { describe, expect, it } from '@jest/globals'

import type { WakeUpMessage } from '../../../core/waiting/wake-up-message.ts'
import { wakeAt } from '../../../core/waiting/wake-up.ts'
import { wake } from '../../../core/wake/wake.ts'
import {
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  rowOf,
  uuidOf,
} from '../../support/builders.ts'
import { Crash } from '../../support/watched.ts'
import { aWorld, type World } from '../../support/world.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }

/** The row of a separate delivery that failed once, due this many seconds after noon. */
const rowDue = (seconds: number, number = seconds) =>
  rowOf(aWaitingDelivery(1, seconds, { event: anEvent({ uuid: uuidOf(number) }) }))

/** A world whose webhook has these rows, and a wake-up for the first of them. */
async function aWaitingWorld(...rows: ReturnType<typeof rowDue>[]): Promise<World> {
  const world = aWorld({ webhooks: [aWebhook()], waiting: rows })
  const [first] = world.waiting
  if (first !== undefined) await world.ports.setWakeUp(webhook, first.dueAt, undefined)
  return world
}

/** Receives the live message of the wake-ups queue. */
function taken(world: World): WakeUpMessage {
  const [live] = world.liveWakeUps
  if (live === undefined) throw new Error('Cannot take the wake-up: there is none')
  world.wakeUpQueue.splice(world.wakeUpQueue.indexOf(live), 1)
  return live.message
}

const wakeTimes = (world: World) => [...world.wakeUps.values()].map(({ wakeAt: at }) => at)
const queued = (world: World) => world.messages.map(({ dueAt }) => dueAt)

describe('wake()', () => {
  it('queues due deliveries, earliest first, and leases their rows for 15 minutes', async () => {
    const world = await aWaitingWorld(rowDue(20), rowDue(10), rowDue(30), rowDue(31))

    world.advance(30)
    await wake(taken(world), world.ports)

    const leasedUntil = afterNoon(930)
    expect(world.messages).toEqual(
      [10, 20, 30].map((seconds) => ({ ...rowDue(seconds), leasedUntil })),
    )
    expect(world.waiting).toEqual([
      rowDue(31),
      ...[10, 20, 30]
        .map((seconds) => ({ ...rowDue(seconds), leasedUntil }))
        .sort((a, b) => a.delivery.localeCompare(b.delivery)),
    ])
  })

  it('sets the next wake-up for the earliest remaining row', async () => {
    const world = await aWaitingWorld(rowDue(10), rowDue(700), rowDue(500))

    world.advance(10)
    await wake(taken(world), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(500)])
    expect(world.liveWakeUps).toHaveLength(1)
  })

  it('sets a wake-up for the end of the leases, in case their messages get lost', async () => {
    const world = await aWaitingWorld(rowDue(10))

    world.advance(10)
    await wake(taken(world), world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(910)])
  })

  it.each([
    ['immediately when the process that leased it has ended', 20, [10, 10]],
    ['not yet when this process leased it', 5, [10]],
  ])('sends a leased row again %s', async (_, startedSeconds, sent) => {
    const world = await aWaitingWorld(rowDue(10))
    world.advance(10)
    const message = taken(world)
    await wake(message, world.ports)

    world.advance(15)
    const soleProcessSince = new Date(afterNoon(startedSeconds))
    await wakeAt(webhook, afterNoon(25), world.ports)
    for (const { message: live } of world.liveWakeUps) {
      await wake(live, { ...world.ports, soleProcessSince })
    }

    expect(queued(world)).toEqual(sent.map((seconds) => afterNoon(seconds)))
  })

  it('leaves no wake-up when no rows are left', async () => {
    const world = await aWaitingWorld(rowDue(10))
    world.takeWaiting()

    world.advance(10)
    await wake(taken(world), world.ports)

    expect(world).toMatchObject({ messages: [], wakeUpQueue: [] })
    expect(world.wakeUps.size).toBe(0)
  })

  it('does not touch other webhooks, nor those of other marketplaces', async () => {
    const others = [
      { ...rowDue(1), endpoint: 'webhook-2' },
      { ...rowDue(1), marketplace: 'other' },
    ]
    const world = aWorld({ webhooks: [aWebhook()], waiting: [...others, rowDue(10)] })
    await world.ports.setWakeUp(webhook, afterNoon(10), undefined)

    world.advance(10)
    await wake(taken(world), world.ports)

    expect(queued(world)).toEqual([afterNoon(10)])
    expect(world.waiting).toEqual(expect.arrayContaining(others))
  })

  it('forwards the wake-up before its time: dispatches nothing and sends a new message', async () => {
    const world = await aWaitingWorld(rowDue(3000))
    const message = taken(world)

    world.advance(900)
    await wake(message, world.ports)

    expect(world.messages).toEqual([])
    expect(wakeTimes(world)).toEqual([afterNoon(3000)])
    expect(world.liveWakeUps).toMatchObject([{ visibleAt: Date.parse(afterNoon(1800)) }])
    expect(world.liveWakeUps[0]?.message).not.toEqual(message)
  })

  it('ignores a stale token', async () => {
    const world = await aWaitingWorld(rowDue(3000))
    const stale = taken(world)
    await wakeAt(webhook, afterNoon(10), world.ports)
    const before = structuredClone(world.waiting)

    world.advance(3000)
    await wake(stale, world.ports)

    expect(world.messages).toEqual([])
    expect(world.waiting).toEqual(before)
    expect(wakeTimes(world)).toEqual([afterNoon(10)])
    expect(world.wakeUpQueue).toHaveLength(1)
  })

  it('dispatches nothing twice when its message is redelivered', async () => {
    const world = await aWaitingWorld(rowDue(10), rowDue(500))
    const message = taken(world)

    world.advance(10)
    await wake(message, world.ports)
    await wake(message, world.ports)

    expect(queued(world)).toEqual([afterNoon(10)])
    expect(world.liveWakeUps).toHaveLength(1)
  })

  it('dispatches 250 deliveries as others end, oldest first, at most 100 in flight', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => rowDue(index % 2, index))
    const world = await aWaitingWorld(...rows)
    world.advance(10)

    const counts: number[] = []
    for (const ended of [0, 0, 70, 100, 100]) {
      const leased = world.waiting.filter(({ leasedUntil }) => leasedUntil !== undefined)
      await world.ports.removeWaiting(leased.slice(0, ended))
      await wake(taken(world), world.ports)
      counts.push(world.messages.length)
      expect(world.liveWakeUps).toHaveLength(1)
      world.advance(1)
    }

    expect(counts).toEqual([100, 100, 170, 250, 250])
    expect(queued(world)).toEqual([...queued(world)].sort())
    expect(new Set(world.messages.map((it) => it.delivery)).size).toBe(250)
  })

  it('dispatches the next page soon, although rows of the first are parked meanwhile', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => rowDue(0, index))
    const world = await aWaitingWorld(...rows)
    world.advance(600)
    await wake(taken(world), world.ports)

    const parked = { ...rowDue(43_800, 1000), number: 10 }
    await world.ports.park(parked)
    await wakeAt(webhook, parked.dueAt, world.ports)
    await world.ports.removeWaiting(
      world.waiting.filter(({ leasedUntil }) => leasedUntil !== undefined),
    )
    world.advance(1)
    await wake(taken(world), world.ports)

    expect(world.messages).toHaveLength(150)
  })

  it.each([
    'findWakeUp',
    'findWaiting',
    'queueDeliveries',
    'lease',
    'removeWakeUp',
    'setWakeUp',
    'send',
  ])('misses no row that is parked around its call of %s', async (port) => {
    for (const when of ['before', 'after'] as const) {
      for (const dueInSeconds of [15, 600, 5000]) {
        const world = await aWaitingWorld(rowDue(10))
        const parked = rowDue(dueInSeconds, 2)
        const message = taken(world)
        world.advance(10)
        world.hooks.once(when, port, async () => {
          await world.ports.park(parked)
          await wakeAt(webhook, parked.dueAt, world.ports)
        })

        await wake(message, world.ports)

        expect(world.waiting).toContainEqual(parked)
        expect(world.liveWakeUps).toHaveLength(1)
        expect(wakeTimes(world)[0]?.localeCompare(parked.dueAt)).toBeLessThanOrEqual(0)
      }
    }
  })

  it('misses no row when it is killed at any call and its message is redelivered, twice', async () => {
    const calls = await callsOfAWake()
    expect(calls).toBeGreaterThan(10)

    for (let index = 1; index <= calls; index += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = await aWaitingWorld(rowDue(10), rowDue(3000))
        const message = taken(world)
        world.advance(10)
        world.hooks.crashAt(world.hooks.calls + index, when)

        await wake(message, world.ports).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Crash)
        })
        await wake(message, world.ports) // the killed process may still be running
        world.advance(70)
        await wake(message, world.ports)
        world.advance(900) // leased, but its message was not sent
        for (const { message: live } of world.liveWakeUps) await wake(live, world.ports)

        expect(queued(world)).toContain(afterNoon(10))
        expect(world.waiting).toMatchObject([
          { dueAt: afterNoon(3000) },
          { dueAt: afterNoon(10), leasedUntil: expect.any(String) },
        ])
      }
    }
  })

  it('logs how many deliveries it dispatched, and nothing when there were none', async () => {
    const world = await aWaitingWorld(rowDue(10), rowDue(10, 11))

    world.advance(10)
    await wake(taken(world), world.ports)
    world.takeWaiting()
    world.advance(900)
    await wake(taken(world), world.ports)

    expect(world.lines).toEqual([
      { message: 'woken', marketplace: 'acme', webhook: 'webhook-1', deliveries: 2 },
    ])
  })
})

describe('a sweep', () => {
  const sweep = { kind: 'sweep' } as const

  it('sets a wake-up for each webhook whose wake-up is missing or overdue, and for no other', async () => {
    const rows = [
      { ...rowDue(0), endpoint: 'overdue' },
      { ...rowDue(4000), endpoint: 'overdue' },
      { ...rowDue(5000), endpoint: 'missing', marketplace: 'other' },
      { ...rowDue(61), endpoint: 'just-due' },
      { ...rowDue(5000), endpoint: 'waiting' },
    ]
    const world = aWorld({ waiting: rows })
    await world.ports.setWakeUp({ marketplace: 'acme', id: 'overdue' }, afterNoon(0), undefined)
    await world.ports.setWakeUp({ marketplace: 'acme', id: 'just-due' }, afterNoon(61), undefined)
    await world.ports.setWakeUp({ marketplace: 'acme', id: 'waiting' }, afterNoon(5000), undefined)

    world.advance(120)
    await wake(sweep, world.ports)

    const wakeUps = [...world.wakeUps.values()].map(({ endpoint, wakeAt }) => [endpoint, wakeAt])
    expect(Object.fromEntries(wakeUps)).toEqual({
      overdue: afterNoon(120),
      missing: afterNoon(120),
      'just-due': afterNoon(61),
      waiting: afterNoon(5000),
    })
    expect(world.liveWakeUps.map(({ visibleAt }) => visibleAt)).toContain(world.now.getTime())
    expect(world.lines).toMatchObject([
      { message: 'swept' },
      { message: 'swept' },
      { message: 'sweep done', webhooks: 4, woken: 2 },
    ])
    expect(world.messages).toEqual([])
  })

  it('with resetAll, sets a new wake-up for each webhook with a row, and delays none', async () => {
    const world = await aWaitingWorld(rowDue(300))
    world.wakeUpQueue = []

    world.advance(10)
    await wake({ ...sweep, resetAll: true }, world.ports)
    world.advance(290)
    await wake(taken(world), world.ports)

    expect(queued(world)).toEqual([afterNoon(300)])
  })

  it('replaces a wake-up whose message was lost', async () => {
    const world = await aWaitingWorld(rowDue(10))
    world.wakeUpQueue = []

    world.advance(3600)
    await wake(sweep, world.ports)
    await wake(taken(world), world.ports)

    expect(queued(world)).toEqual([afterNoon(10)])
  })

  it('keeps leased rows', async () => {
    const world = await aWaitingWorld(rowDue(10))
    world.advance(10)
    await wake(taken(world), world.ports)

    world.advance(850)
    await wake(sweep, world.ports)

    expect(wakeTimes(world)).toEqual([afterNoon(910)])
    expect(world.liveWakeUps).toHaveLength(1)
  })

  it('does nothing when nothing waits', async () => {
    const world = aWorld()

    await wake(sweep, world.ports)

    expect(world).toMatchObject({ wakeUpQueue: [], messages: [] })
    expect(world.lines).toEqual([{ message: 'sweep done', marketplaces: 0, webhooks: 0, woken: 0 }])
  })
})

/** How many ports' calls one wake makes. */
async function callsOfAWake(): Promise<number> {
  const world = await aWaitingWorld(rowDue(10), rowDue(3000))
  const before = world.hooks.calls
  world.advance(10)
  await wake(taken(world), world.ports)
  return world.hooks.calls - before
}
