import { describe, expect, it } from '@jest/globals'

import { moveDelivery } from '../../../core/waiting/move-delivery.ts'
import { nextAttempt } from '../../../core/deliveries/due-attempt.ts'
import { afterNoon, aWaitingDelivery, rowOf } from '../../support/builders.ts'
import { Crash } from '../../support/watched.ts'
import { aWorld, type World } from '../../support/world.ts'

const before = aWaitingDelivery(1, 0)
const after = aWaitingDelivery(2, 600)
const reminder = nextAttempt(after, afterNoon(600))
const leased = { ...rowOf(before), leasedUntil: afterNoon(900) }

/** A delivery whose second attempt was made: its message has leased the row. */
const aWorldBetween = () => aWorld({ deliveries: [before], waiting: [leased] })

const move = ({ ports }: World) =>
  moveDelivery(
    {
      reminder,
      save: () => ports.replaceDelivery(after, before),
      done: [leased],
      wakeAt: afterNoon(600),
    },
    ports,
  )

const steps = ['park', 'replaceDelivery', 'removeWaiting', 'setWakeUp'] as const

describe('moveDelivery()', () => {
  it('parks the new row, saves the delivery, removes its old rows, and wakes its webhook', async () => {
    const world = aWorldBetween()
    const calls: string[] = []
    world.hooks.always(({ port, when }) => {
      if (when === 'before') calls.push(port)
    })

    const isSaved = await move(world)

    expect(isSaved).toBe(true)
    expect(calls.filter((call) => steps.some((step) => step === call))).toEqual(steps)
    expect(world.delivery).toEqual(after)
    expect(world.waiting).toEqual([reminder])
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(600) }])
  })

  it('removes no row when the delivery had none', async () => {
    const world = aWorld({ deliveries: [before] })
    const calls: string[] = []
    world.hooks.always(({ port }) => void calls.push(port))

    await moveDelivery({ reminder }, world.ports)

    expect(calls).not.toContain('removeWaiting')
    expect(world.waiting).toEqual([reminder])
  })

  it.each(steps.flatMap((step) => [['before', step] as const, ['after', step] as const]))(
    'leaves a row for the next attempt when the process is killed %s %s, and is completed by a repeat',
    async (when, step) => {
      const world = aWorldBetween()
      world.hooks.once(when, step, () => {
        throw new Crash('Killed')
      })

      await expect(move(world)).rejects.toThrow(Crash)

      const next = world.delivery.attempts.length + 1
      expect(world.waiting.map(({ number }) => number)).toContain(next)
      await move(world)
      expect(world.delivery).toEqual(after)
      expect(world.waiting).toEqual([reminder])
      expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(600) }])
      expect(world.liveWakeUps).toHaveLength(1)
    },
  )

  it('keeps the new row when another change came first, as that change may have parked the same row', async () => {
    const world = aWorldBetween()
    await world.ports.replaceDelivery(after, before)

    const isSaved = await move(world)

    expect(isSaved).toBe(false)
    expect(world.waiting).toEqual([reminder])
    expect(world.wakeUps.size).toBe(1)
  })

  it('removes a leased row, and wakes nothing, when another change came first', async () => {
    const world = aWorld({ waiting: [rowOf(before)] })
    const save = () => Promise.resolve(false)

    const isSaved = await moveDelivery(
      { reminder: leased, save, wakeAt: afterNoon(900) },
      world.ports,
    )

    expect(isSaved).toBe(false)
    expect(world.waiting).toEqual([rowOf(before)])
    expect(world.wakeUps.size).toBe(0)
  })

  it('moves only the row when the delivery does not change', async () => {
    const world = aWorldBetween()
    const calls: string[] = []
    world.hooks.always(({ port, when }) => {
      if (when === 'before') calls.push(port)
    })

    await moveDelivery({ reminder: rowOf(before), done: [leased] }, world.ports)

    expect(calls).toEqual(['park', 'removeWaiting'])
    expect(world.delivery).toEqual(before)
    expect(world.waiting).toEqual([rowOf(before)])
  })

  it('leaves no row and no wake-up of a delivery that has ended', async () => {
    const world = aWorldBetween()
    const { dueAt, ...ended } = { ...after, status: 'successful' as const }

    await moveDelivery(
      { save: () => world.ports.replaceDelivery(ended, before), done: [leased] },
      world.ports,
    )

    expect(world.delivery).toEqual(ended)
    expect(world.waiting).toEqual([])
    expect(world.wakeUps.size).toBe(0)
  })
})
