import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import type { Request } from '../../core/deliver/request.ts'
import { anEvent, aWebhook, noon, uuidOf } from '../support/builders.ts'
import { run, sweepHourly } from '../support/run.ts'
import type { Call } from '../support/watched.ts'
import { aWorld, type Given, type World } from '../support/world.ts'

const resources = ['resource-1', 'resource-2']

const resourceOf = (number: number) => resources[number % 2] ?? ''

/** A world with this many events of two resources, alternately, for a webhook with ordering. */
function aWorldOfTwo(events: number, given: Given = {}): World {
  const webhooks = [aWebhook({ ordering: 'RESOURCE' })]
  const world = aWorld({ webhooks, waitsSeconds: [5, 10], ...given })
  for (let number = 1; number <= events; number += 1) {
    const resource = { ...anEvent().resource, uuid: resourceOf(number) }
    const event = anEvent({ uuid: uuidOf(number), resource })
    const visibleAt = noon.getTime() + number
    world.eventQueue.push({ message: { event, source: `bus-${number}` }, visibleAt, receives: 0 })
  }
  return world
}

type Arrival = { event: string; sequence: number; status: number }

/** The requests of each resource, with the statuses that a script answered with. */
function recording(statusOf: (index: number, sequence: number) => number) {
  const seen = new Map<string, Arrival[]>()
  let index = 0
  const replies = ({ body, headers }: Request) => {
    const { uuid, resource } = JSON.parse(body) as { uuid: string; resource: { uuid: string } }
    const sequence = Number(headers['postrider-sequence'])
    const status = statusOf(index, sequence)
    index += 1
    const before = seen.get(resource.uuid) ?? []
    seen.set(resource.uuid, [...before, { event: uuid, sequence, status }])
    return { kind: 'answered', status } as const
  }
  return { seen, replies }
}

/** The deliveries of a resource in the order of their first requests, and whether any went back. */
function orderOf(arrivals: readonly Arrival[]) {
  const order = [...new Set(arrivals.map(({ sequence }) => sequence))]
  const isAscending = arrivals.every(
    ({ sequence }, index) => sequence >= (arrivals[index - 1]?.sequence ?? 0),
  )
  return { order, isAscending }
}

function expectInOrder(world: World, seen: ReadonlyMap<string, Arrival[]>) {
  expect(world.deliveries.filter(({ status }) => status === 'pending')).toEqual([])
  for (const arrivals of seen.values()) expect(orderOf(arrivals).isAscending).toBe(true)
  expect(world).toMatchObject({ waiting: [], eventQueue: [], deliveryQueue: [], wakeUpQueue: [] })
}

const ones = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('a webhook with ordering', () => {
  it('gets the events of a resource one after the other, with their sequence', async () => {
    const { seen, replies } = recording(() => 204)
    const world = aWorldOfTwo(6, { replies })

    await run(world)

    expectInOrder(world, seen)
    expect(seen.get('resource-1')?.map(({ event }) => event)).toEqual([2, 4, 6].map(uuidOf))
    expect(seen.get('resource-2')?.map(({ event }) => event)).toEqual([1, 3, 5].map(uuidOf))
    for (const arrivals of seen.values()) expect(orderOf(arrivals).order).toEqual(ones(3))
  })

  it('holds up only the resource whose delivery fails, until it has ended', async () => {
    const { seen, replies } = recording((index) => (index === 0 || index === 2 ? 500 : 204))
    const world = aWorldOfTwo(6, { replies })

    await run(world, noon.getTime() + 2_000)

    expect(seen.get('resource-2')).toHaveLength(1)
    expect(seen.get('resource-1')?.length).toBeGreaterThanOrEqual(2)
    await run(world)
    expectInOrder(world, seen)
    expect(seen.get('resource-2')?.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3])
  })

  it('goes on with the next one when a delivery has failed for good', async () => {
    const { seen, replies } = recording((_, sequence) => (sequence === 1 ? 500 : 204))
    const world = aWorldOfTwo(4, { replies })

    await run(world)

    expectInOrder(world, seen)
    expect(world.deliveries.map(({ status }) => status).sort()).toEqual([
      'failed',
      'failed',
      'successful',
      'successful',
    ])
  })

  it('keeps the order, and loses nothing, although it is killed at any call', async () => {
    const aWorldOfThree = () => {
      const { seen, replies } = recording((index) => (index === 1 ? 500 : 204))
      return { seen, world: aWorldOfTwo(3, { replies }) }
    }
    const clean = aWorldOfThree()
    await run(clean.world)

    for (let index = 1; index <= clean.world.hooks.calls; index += 1) {
      for (const when of ['before', 'after'] as const) {
        const { seen, world } = aWorldOfThree()
        sweepHourly(world, 3)
        world.hooks.crashAt(index, when)

        await run(world)

        expectInOrder(world, seen)
        expect(world.deliveries.map(({ status }) => status)).toEqual(Array(3).fill('successful'))
        expect(orderOf(seen.get('resource-2') ?? []).order).toEqual([1, 2])
      }
    }
  })

  it('keeps the order whatever receivers answer, and whenever it is killed', async () => {
    const when = fc.constantFrom<Call['when']>('before', 'after')
    const kills = fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), when), { maxLength: 8 })
    const statuses = fc.array(fc.constantFrom(204, 204, 500, 400), { minLength: 1, maxLength: 12 })

    await fc.assert(
      fc.asyncProperty(kills, statuses, async (crashes, answers) => {
        const { seen, replies } = recording((index) => answers[index % answers.length] ?? 204)
        const world = aWorldOfTwo(6, { replies })
        sweepHourly(world, 6)
        for (const [index, at] of crashes) world.hooks.crashAt(index, at)

        await run(world)

        expectInOrder(world, seen)
        expect(world.deliveries).toHaveLength(6)
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})
