import { describe, expect, it } from '@jest/globals'

import { eventPosition, positionAt } from '../../../core/deliveries/delivery-id.ts'
import { rollUp } from '../../../core/wake/roll-up.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, noon, uuidOf } from '../../support/builders.ts'
import { aWorld, type World } from '../../support/world.ts'

const message = { kind: 'roll-up', marketplace: 'acme' } as const
const hour = { marketplace: 'acme', endpoint: 'webhook-1', hour: noon.toISOString() }
const later = new Date(afterNoon(1500))
const attempts = [anAttempt(1, { durationMs: 20 })]

/** A delivery that was created this many seconds after noon. */
const created = (seconds: number, more: Parameters<typeof aDelivery>[0] = {}, number = seconds) =>
  aDelivery({ event: anEvent({ uuid: uuidOf(number) }), createdAt: afterNoon(seconds), ...more })

describe('rollUp()', () => {
  it('counts what was created until ten minutes ago, by webhook and hour', async () => {
    const world = aWorld({
      now: later,
      deliveries: [
        created(1, { status: 'successful', attempts }),
        created(2, { status: 'failed', attempts }),
        created(3, { attempts, dueAt: afterNoon(300) }),
        created(4),
        created(5, { status: 'successful', isTest: true }),
        created(6, { status: 'successful', endpoint: 'webhook-2' }),
        created(7, { status: 'skipped', createdAt: afterNoon(-1) }),
        created(900, { status: 'successful' }),
      ],
    })

    await rollUp(message, world.ports)

    const upTo = positionAt(afterNoon(900))
    const counts = { successful: 1, failed: 1, pending: 2 }
    expect(await world.ports.findRollup(hour)).toEqual({
      ...hour,
      counts,
      attempts: { delivered: 0, failed: 3 },
      durations: { 17: 2 },
      upTo,
      revision: 1,
    })
    const other = await world.ports.findRollup({ ...hour, endpoint: 'webhook-2' })
    const earlier = await world.ports.findRollup({ ...hour, hour: afterNoon(-3600) })
    expect([other?.counts, earlier?.counts]).toEqual([{ successful: 1 }, { skipped: 1 }])
    expect(await world.ports.findRolledUp('acme')).toBe(upTo)
  })

  it('adds what came since to the rollup', async () => {
    const world = aWorld({ now: later, deliveries: [created(1), created(900), created(960)] })

    await rollUp(message, world.ports)
    world.advance(61)
    await rollUp(message, world.ports)
    await rollUp(message, world.ports)

    expect(await totalIn(world)).toBe(3)
  })

  it.each([
    [100, false],
    [101, true],
  ])('takes 100 events of %i; another message takes the rest: %p', async (count, continues) => {
    const deliveries = Array.from({ length: count }, (_, number) => created(1, {}, number + 100))
    const world = aWorld({ now: later, deliveries })

    await rollUp(message, world.ports)

    const next = world.wakeUpQueue.map((queued) => queued.message)
    expect(next).toEqual(continues ? [message] : [])
    expect(await totalIn(world)).toBe(100)
    expect(await world.ports.findRolledUp('acme')).toBe(
      continues ? eventPosition(afterNoon(1), uuidOf(200)) : positionAt(afterNoon(900)),
    )
    await rollUp(message, world.ports)
    expect(await totalIn(world)).toBe(count)
  })

  it('adds nothing twice when the process died before it saved the position', async () => {
    const world = aWorld({ now: later, deliveries: [created(1), created(950)] })
    world.hooks.once('before', 'saveRolledUp', () => {
      throw new Error('Killed')
    })

    await rollUp(message, world.ports).catch(() => undefined)
    const [first, position] = [await totalIn(world), await world.ports.findRolledUp('acme')]
    world.advance(60)
    await rollUp(message, world.ports)

    expect([first, position]).toEqual([1, undefined])
    expect(await totalIn(world)).toBe(2)
  })

  it('repeats the step when another change of a rollup came first', async () => {
    const world = aWorld({ now: later, deliveries: [created(1)] })
    world.hooks.once('before', 'replaceRollup', () => rollUp(message, world.ports))

    await rollUp(message, world.ports)

    expect(world.wakeUpQueue.map((queued) => queued.message)).toEqual([message])
    expect(await totalIn(world)).toBe(1)
  })
})

async function totalIn(world: World): Promise<number> {
  const { counts = {} } = (await world.ports.findRollup(hour)) ?? {}
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
