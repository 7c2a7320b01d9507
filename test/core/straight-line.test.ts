import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { healthy } from '../../core/health/health.ts'
import { defaultWaitsSeconds } from '../../core/webhooks/retry-policy.ts'
import { anEvent, aWebhook, noon, uuidOf } from '../support/builders.ts'
import { run, sweepHourly } from '../support/run.ts'
import { aContext, sealOf } from '../support/seal.ts'
import type { Call } from '../support/watched.ts'
import { aWorld, type Given, type World } from '../support/world.ts'

/** A world with one published event, for one webhook with a token. */
function aWorldWithAnEvent(given: Given = {}): World {
  const sealed = `${sealOf(aContext())}{"token":"s3cret"}`
  const webhook = aWebhook({ authentication: { type: 'TOKEN', sealed } })
  const world = aWorld({ webhooks: [webhook], waitsSeconds: [5, 10], ...given })
  world.eventQueue.push({
    message: { event: anEvent(), source: 'bus-1' },
    visibleAt: noon.getTime(),
    receives: 0,
  })
  return world
}

/** Its receiver responds with 500 until this many attempts are recorded, and then with 204. */
function aRecoveringWorld(failures: number, given: Given = {}): World {
  const world: World = aWorldWithAnEvent({
    ...given,
    replies: () => {
      const isWell = world.delivery.attempts.length >= failures
      return { kind: 'answered', status: isWell ? 204 : 500 }
    },
  })
  return world
}

/** The receiver is slow: one delivery at a time is dispatched, and a retry is due after 15 s. */
const slow: Given = {
  waitsSeconds: [20, 40],
  health: [
    {
      ...healthy({ marketplace: 'acme', id: 'webhook-1' }),
      slow: { since: noon.toISOString(), limit: 1 },
    },
  ],
}

const numbers = (world: World) => world.delivery.attempts.map(({ number }) => number)

/** What must be true when the queues are empty, whatever happened before. */
function expectEnd(world: World, { status, attempts }: { status: string; attempts: number }) {
  expect(world.delivery.status).toBe(status)
  expect(numbers(world)).toEqual(Array.from({ length: attempts }, (_, index) => index + 1))
  expect(world.delivery).not.toHaveProperty('dueAt')
  expect(world.delivery).not.toHaveProperty('leasedUntil')
  expect(world).toMatchObject({ waiting: [], eventQueue: [], deliveryQueue: [], wakeUpQueue: [] })
}

describe('from the bus to the receiver', () => {
  it('delivers an event once, immediately, when nothing fails', async () => {
    const world = aRecoveringWorld(0)

    await run(world)

    expectEnd(world, { status: 'successful', attempts: 1 })
    expect(world.requests).toMatchObject([{ at: noon.toISOString() }])
  })

  it('delivers with the third attempt when the receiver fails twice', async () => {
    const world = aRecoveringWorld(2)

    await run(world)

    expectEnd(world, { status: 'successful', attempts: 3 })
    expect(world.requests).toHaveLength(3)
  })

  it.each<[number, string, string, Given]>([
    [2, 'successful', 'the receiver recovers', {}],
    [9, 'failed', 'the receiver never recovers', {}],
    [2, 'successful', 'a slow receiver recovers', slow],
  ])(
    'records each attempt once and ends although it is killed at any call: %i failures, %s when %s',
    async (failures, status, _, given) => {
      const clean = aRecoveringWorld(failures, given)
      await run(clean)
      expect(clean.hooks.calls).toBeGreaterThan(40)

      for (let index = 1; index <= clean.hooks.calls; index += 1) {
        for (const when of ['before', 'after'] as const) {
          const world = aRecoveringWorld(failures, given)
          sweepHourly(world, 6)
          world.hooks.crashAt(index, when)

          await run(world)

          expectEnd(world, { status, attempts: 3 })
          expect(world.requests.length).toBeLessThanOrEqual(4)
        }
      }
    },
  )

  it('records each attempt once and ends although it is killed repeatedly', async () => {
    const when = fc.constantFrom<Call['when']>('before', 'after')
    const kills = fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), when), { maxLength: 8 })

    await fc.assert(
      fc.asyncProperty(kills, async (crashes) => {
        const world = aRecoveringWorld(2)
        sweepHourly(world, 24)
        for (const [index, moment] of crashes) world.hooks.crashAt(index, moment)

        await run(world)

        expectEnd(world, { status: 'successful', attempts: 3 })
      }),
    )
  })

  it.each<[string, Given]>([
    ['a receiver', {}],
    ['a slow receiver', slow],
  ])(
    'retries %s on time although it is killed at any call: no sweep is needed',
    async (_, given) => {
      const clean = aRecoveringWorld(2, given)
      await run(clean)
      const late: string[] = []

      for (let index = 1; index <= clean.hooks.calls; index += 1) {
        for (const when of ['before', 'after'] as const) {
          const world = aRecoveringWorld(2, given)
          let port = ''
          world.hooks.always((call) => {
            if (call.index === index) port = call.port
          })
          world.hooks.crashAt(index, when)
          await run(world, noon.getTime() + 1_800_000)
          if (world.delivery.status !== 'successful') late.push(`${when} ${port} (call ${index})`)
        }
      }

      expect(late).toEqual([])
    },
  )

  it('ends every delivery of many webhooks and events although it is killed at times', async () => {
    const webhooks = ['a', 'b', 'c'].map((id) => aWebhook({ id, url: `https://${id}.example/` }))
    const kills = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 10 })

    await fc.assert(
      fc.asyncProperty(kills, async (crashes) => {
        const world = aWorld({
          webhooks,
          waitsSeconds: [5, 10, 20],
          replies: [500, 500, 204, 500, 204],
        })
        for (let number = 1; number <= 4; number += 1) {
          const message = { event: anEvent({ uuid: uuidOf(number) }), source: `bus-${number}` }
          world.eventQueue.push({ message, visibleAt: noon.getTime(), receives: 0 })
        }
        sweepHourly(world, 24)
        for (const index of crashes) world.hooks.crashAt(index, 'after')

        await run(world)

        expect(world.deliveries.length).toBe(12)
        for (const { status, attempts } of world.deliveries) {
          expect(status).toBe('successful')
          expect(attempts.map(({ number }) => number)).toEqual(attempts.map((_, at) => at + 1))
        }
        expect(world).toMatchObject({ waiting: [], deliveryQueue: [], wakeUpQueue: [] })
      }),
      { numRuns: 40 },
    )
  })

  it('dispatches waiting deliveries when every wake-up message was lost', async () => {
    const world = aRecoveringWorld(1)
    world.hooks.once('after', 'send', () => {
      world.wakeUpQueue = world.wakeUpQueue.filter(({ message }) => message.kind === 'sweep')
    })
    sweepHourly(world, 2)

    await run(world)

    expectEnd(world, { status: 'successful', attempts: 2 })
  })
})

describe('the default schedule', () => {
  const chances = [
    ['no jitter', () => 0],
    ['half of the jitter', () => 0.5],
    ['nearly all of the jitter', () => 0.999],
  ] as const

  it.each(chances)(
    'makes eleven attempts over forty hours, each when it is due, with %s',
    async (_, random) => {
      const world = aWorldWithAnEvent({ replies: [500], waitsSeconds: defaultWaitsSeconds, random })
      let maxAlive = 0
      let maxMessages = 0
      let wakes = 0
      world.hooks.always(({ port, when }) => {
        maxAlive = Math.max(maxAlive, world.liveWakeUps.length)
        maxMessages = Math.max(maxMessages, world.wakeUpQueue.length)
        if (port === 'send' && when === 'after') wakes += 1
      })

      await run(world)

      expectEnd(world, { status: 'failed', attempts: 11 })
      expect(world.requests).toHaveLength(11)
      const at = world.requests.map((request) => Date.parse(request.at))
      for (const [index, wait] of defaultWaitsSeconds.entries()) {
        const waitedMs = (at[index + 1] ?? NaN) - (at[index] ?? NaN)
        const expectedMs = wait * 1000 * (1 + random() / 10)
        expect(Math.abs(waitedMs - expectedMs)).toBeLessThanOrEqual(1)
      }
      expect(maxAlive).toBe(1)
      expect(maxMessages).toBeLessThanOrEqual(3)
      // One message per 15 minutes, and a few for each attempt.
      expect(wakes).toBeLessThanOrEqual(((at[10] ?? 0) - noon.getTime()) / 900_000 + 11 * 4)
    },
  )

  it('needs one live wake-up and a few requests per hour for a dead receiver with 150 deliveries', async () => {
    const world = aWorld({ webhooks: [aWebhook()], replies: [500], waitsSeconds: [300, 600, 1200] })
    for (let number = 1; number <= 150; number += 1) {
      const message = { event: anEvent({ uuid: uuidOf(number) }), source: `bus-${number}` }
      world.eventQueue.push({ message, visibleAt: noon.getTime() + number * 15, receives: 0 })
    }
    let maxAlive = 0
    world.hooks.always(({ port }) => {
      if (port === 'send') maxAlive = Math.max(maxAlive, world.liveWakeUps.length)
    })

    await run(world)

    expect(maxAlive).toBe(1)
    const hours = (world.now.getTime() - noon.getTime()) / 3_600_000
    expect(world.requests.length).toBeLessThan(10 + 5 * hours)
    expect(world.notices.map(({ kind }) => kind)).toEqual(['failing', 'failing', 'disabled'])
    for (const { status, attempts } of world.deliveries) {
      expect([status, attempts.length]).toEqual(
        status === 'failed' ? ['failed', 4] : ['skipped', expect.any(Number)],
      )
    }
  })
})
