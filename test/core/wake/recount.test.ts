import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { recount } from '../../../core/wake/recount.ts'
import { rollUp } from '../../../core/wake/roll-up.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, noon, uuidOf } from '../../support/builders.ts'
import { aWorld, type World } from '../../support/world.ts'

const message = { kind: 'recount', marketplace: 'acme' } as const
const hour = { marketplace: 'acme', endpoint: 'webhook-1', hour: noon.toISOString() }

/** An hour later, with two deliveries in the rollup and one that is not. */
async function aRolledUpWorld(): Promise<World> {
  const created = (seconds: number) =>
    aDelivery({ event: anEvent({ uuid: uuidOf(seconds) }), createdAt: afterNoon(seconds) })
  const world = aWorld({
    now: new Date(afterNoon(700)),
    deliveries: [created(1), created(2), created(200)],
  })
  await rollUp({ kind: 'roll-up', marketplace: 'acme' }, world.ports)
  world.advance(2900)
  return world
}

async function succeed(before: Delivery | undefined, world: World): Promise<void> {
  if (before === undefined) throw new Error('There is no such delivery')
  const attempts = [anAttempt(1, { durationMs: 20 })]
  const after = { ...before, status: 'successful' as const, attempts }
  await world.ports.replaceDelivery({ ...after, revision: before.revision + 1 }, before)
}

async function change(seconds: number, world: World): Promise<void> {
  const { id } = aDelivery({
    event: anEvent({ uuid: uuidOf(seconds) }),
    createdAt: afterNoon(seconds),
  })
  await succeed(await world.ports.findDelivery('acme', id), world)
}

const marks = (world: World) => world.ports.findMarks('acme', { limit: 10 })

describe('recount()', () => {
  it('counts a marked hour again after two minutes, as far as it was rolled up', async () => {
    const world = await aRolledUpWorld()
    await change(1, world)
    await change(200, world)

    world.advance(119)
    await recount(message, world.ports)
    const early = await world.ports.findRollup(hour)
    world.advance(1)
    await recount(message, world.ports)

    expect(early?.counts).toEqual({ pending: 2 })
    expect(await world.ports.findRollup(hour)).toEqual({
      ...early,
      counts: { successful: 1, pending: 1 },
      attempts: { delivered: 0, failed: 1 },
      durations: { 17: 1 },
      revision: 2,
    })
    expect(await marks(world)).toEqual([])
  })

  it('leaves a mark that was put while it counted', async () => {
    const world = await aRolledUpWorld()
    await change(1, world)
    world.advance(120)
    world.hooks.once('before', 'replaceRollup', () => change(2, world))

    await recount(message, world.ports)
    const [left] = await marks(world)
    world.advance(120)
    await recount(message, world.ports)

    expect(left).toMatchObject({ ...hour, at: afterNoon(3720) })
    expect((await world.ports.findRollup(hour))?.counts).toEqual({ successful: 2 })
    expect(await marks(world)).toEqual([])
  })

  it('leaves the mark when another change of the rollup came first', async () => {
    const world = await aRolledUpWorld()
    await change(1, world)
    world.advance(120)
    const before = await world.ports.findRollup(hour)
    world.hooks.once('before', 'replaceRollup', async () => {
      if (before !== undefined) await world.ports.replaceRollup({ ...before, revision: 2 }, before)
    })

    await recount(message, world.ports)

    expect(await marks(world)).toHaveLength(1)
  })

  it('removes the mark of an hour that was not rolled up', async () => {
    const world = aWorld({ now: new Date(afterNoon(400)), deliveries: [aDelivery()] })
    await succeed(world.delivery, world)
    const before = await marks(world)
    world.advance(120)

    await recount(message, world.ports)

    expect([before.length, await marks(world)]).toEqual([1, []])
    expect(await world.ports.findRollup(hour)).toBeUndefined()
  })

  it('takes ten hours; another message takes the rest', async () => {
    const deliveries = Array.from({ length: 12 }, (_, number) =>
      aDelivery({ event: anEvent({ uuid: uuidOf(number) }), endpoint: `webhook-${number}` }),
    )
    const world = aWorld({ now: new Date(afterNoon(3600)), deliveries })
    for (const delivery of deliveries) await succeed(delivery, world)
    world.advance(120)

    await recount(message, world.ports)
    const left = await marks(world)
    const next = world.wakeUpQueue[0]?.message
    if (next?.kind === 'recount') await recount(next, world.ports)

    expect(left).toHaveLength(2)
    expect(await marks(world)).toEqual([])
  })
})
