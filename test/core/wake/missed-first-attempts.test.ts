import { describe, expect, it } from '@jest/globals'

import { eventPosition, positionAt } from '../../../core/deliveries/delivery-id.ts'
import { sweepFirst } from '../../../core/wake/missed-first-attempts.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, uuidOf } from '../../support/builders.ts'
import { aWorld } from '../../support/world.ts'

const message = { kind: 'sweep-first', marketplace: 'acme' } as const
const hour = new Date(afterNoon(3600))

/** A pending delivery that was created this many seconds after noon. */
const created = (seconds: number, more: object = {}, number = 1) =>
  aDelivery({
    event: anEvent({ uuid: uuidOf(number) }),
    createdAt: afterNoon(seconds),
    ...more,
  })

describe('sweepFirst()', () => {
  it.each([
    ['was not attempted', {}, true],
    ['was attempted', { attempts: [anAttempt()] }, false],
    ['was being attempted by a process that died', { leasedUntil: afterNoon(3599) }, true],
    ['was requested', { requested: { by: 'a', at: afterNoon(0), status: 'pending' } }, false],
  ])('brings back a delivery of more than an hour ago that %s', async (_, more, isBroughtBack) => {
    const world = aWorld({ now: hour, deliveries: [created(-1, more)] })

    await sweepFirst(message, world.ports)

    expect(world.waiting).toHaveLength(isBroughtBack ? 1 : 0)
    expect(world.delivery.dueAt).toBe(isBroughtBack ? afterNoon(-1) : undefined)
    expect(world.lines.map((line) => line['message'])).toEqual(isBroughtBack ? ['missed'] : [])
  })

  it('brings back a delivery that is being attempted at the end of its lease', async () => {
    const leasedUntil = afterNoon(3601)
    const delivery = created(-1, { leasedUntil })
    const world = aWorld({ now: hour, deliveries: [delivery] })

    await sweepFirst(message, world.ports)

    expect(world.waiting).toMatchObject([{ delivery: delivery.id, number: 1, dueAt: leasedUntil }])
    expect(world.delivery).toEqual(delivery)
    expect(world.wakeUpQueue).toMatchObject([{ visibleAt: Date.parse(leasedUntil) }])
  })

  it('leaves what is younger than an hour, and begins there next time', async () => {
    const world = aWorld({ now: hour, deliveries: [created(0)] })

    await sweepFirst(message, world.ports)
    const first = world.waiting.length
    world.advance(1)
    await sweepFirst(message, world.ports)

    expect([first, world.waiting.length]).toEqual([0, 1])
    expect(await world.ports.findSwept('acme')).toBe(positionAt(afterNoon(1)))
  })

  it('does not read again what it has swept', async () => {
    const world = aWorld({ now: hour, deliveries: [created(-1)] })
    await world.ports.saveSwept('acme', positionAt(afterNoon(-0.5)))

    await sweepFirst(message, world.ports)

    expect(world.waiting).toEqual([])
  })

  it('parks again what waits already, as its row may be missing, and changes nothing', async () => {
    const delivery = created(-1, { dueAt: afterNoon(-1) })
    const world = aWorld({ now: hour, deliveries: [delivery] })

    await sweepFirst(message, world.ports)

    expect(world.waiting).toMatchObject([{ delivery: delivery.id, number: 1 }])
    expect(world.delivery).toEqual(delivery)
  })

  it.each([
    [99, false],
    [100, false],
    [101, true],
  ])('takes 100 of %i, another message takes the rest: %p', async (count, continues) => {
    const deliveries = Array.from({ length: count }, (_, number) => created(-1, {}, number + 100))
    const world = aWorld({ now: hour, deliveries })

    await sweepFirst(message, world.ports)

    const next = world.wakeUpQueue.filter(({ message: { kind } }) => kind === 'sweep-first')
    expect(world.waiting).toHaveLength(Math.min(count, 100))
    expect(next).toHaveLength(continues ? 1 : 0)
    expect(await world.ports.findSwept('acme')).toBe(
      continues ? eventPosition(afterNoon(-1), uuidOf(200)) : positionAt(afterNoon(0)),
    )
    await sweepFirst(message, world.ports)
    expect(world.waiting).toHaveLength(count)
  })

  it.each([
    ['brings back', afterNoon(1), 1],
    ['leaves', afterNoon(0), 0],
    ['leaves', afterNoon(-10), 0],
  ])('%s a delivery of noon when first attempts were made by %s', async (_, by, expected) => {
    const world = aWorld({ now: new Date(afterNoon(60)), deliveries: [created(0)] })

    await sweepFirst(message, { ...world.ports, firstAttemptsMadeBy: () => new Date(by) })

    expect(world.waiting).toHaveLength(expected)
  })

  it('never goes back', async () => {
    const world = aWorld({ now: hour, deliveries: [created(-1)] })
    await world.ports.saveSwept('acme', positionAt(afterNoon(60)))

    await sweepFirst(message, world.ports)

    expect(await world.ports.findSwept('acme')).toBe(positionAt(afterNoon(60)))
  })
})
