import { describe, expect, it } from '@jest/globals'

import { claim } from '../../../core/deliver/claim.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWaitingDelivery,
  firstMessage,
  laterMessage,
  rowOf,
} from '../../support/builders.ts'
import { aWorld } from '../../support/world.ts'

const waiting = aWaitingDelivery(1, 0)

describe('claim()', () => {
  it('allows a first attempt without reading anything', async () => {
    const world = aWorld()

    const claimed = await claim(firstMessage(), false, world.ports)

    expect(claimed).toMatchObject({ delivery: aDelivery(), event: anEvent(), rows: [] })
    expect(world.hooks.calls).toBe(0)
  })

  it('leases the row for 90 s when a first message is redelivered', async () => {
    const world = aWorld({ deliveries: [aDelivery()] })

    const claimed = await claim(firstMessage(), true, world.ports)

    const delivery = aDelivery({ revision: 1, leasedUntil: afterNoon(90) })
    expect(claimed).toEqual({ kind: 'claimed', delivery, event: anEvent(), rows: [] })
    expect(world.delivery).toEqual(delivery)
  })

  it.each([
    ['the sweep sent it', { isRedelivered: true }, true],
    ['it is half an hour old', { dueAt: afterNoon(-1800) }, true],
    ['it is not half an hour old', { dueAt: afterNoon(-1799.999) }, false],
  ])('leases the row of a first message when %s', async (_, given, isLeased) => {
    const world = aWorld({ deliveries: [aDelivery()] })

    await claim({ ...firstMessage(), ...given }, false, world.ports)

    expect(world.delivery.leasedUntil).toBe(isLeased ? afterNoon(90) : undefined)
  })

  it.each([
    ['earlier', afterNoon(-1), undefined, 'already-attempted', 0],
    ['at the same time', afterNoon(0), undefined, 'claimed', 1],
    [
      'earlier, and a person asked for it',
      afterNoon(-1),
      { by: 'manager-1', at: afterNoon(-1), status: 'pending' as const },
      'claimed',
      1,
    ],
  ])(
    'makes no attempt by the row of one that was repeated: due %s',
    async (_, dueAt, requested, kind, left) => {
      const delivery = { ...waiting, ...(requested && { requested }) }
      const row = { ...rowOf(waiting), dueAt }
      const world = aWorld({ deliveries: [delivery], waiting: [row] })

      const claimed = await claim({ ...laterMessage(waiting), dueAt }, false, world.ports)

      expect(claimed.kind).toBe(kind)
      expect(world.waiting).toHaveLength(left)
    },
  )

  it.each([false, true])(
    'leases the row for 90 s for a later attempt, its message redelivered: %p',
    async (isRedelivered) => {
      const world = aWorld({ deliveries: [waiting] })

      const claimed = await claim(laterMessage(waiting), isRedelivered, world.ports)

      const delivery = { ...waiting, revision: 2, leasedUntil: afterNoon(90) }
      const row = rowOf(waiting)
      expect(claimed).toEqual({
        kind: 'claimed',
        delivery,
        rows: [row, { ...row, leasedUntil: afterNoon(3600) }],
      })
      expect(world.delivery).toEqual(delivery)
    },
  )

  it.each([
    [89.999, 'busy'],
    [90, 'claimed'],
    [91, 'claimed'],
  ])('%d s after a claim that was not ended, the delivery is: %s', async (seconds, expected) => {
    const world = aWorld({ deliveries: [waiting] })
    await claim(laterMessage(waiting), false, world.ports)

    world.advance(seconds)
    const again = await claim(laterMessage(waiting), true, world.ports)

    expect(again.kind).toBe(expected)
  })

  it.each([
    ['claimed', 'before the sole process started', 1],
    ['busy', 'after the sole process started', 0],
    ['busy', 'and other processes may be running', undefined],
  ])('is %s when the delivery was claimed %s', async (expected, _, startedAfterSeconds) => {
    const world = aWorld({ deliveries: [waiting] })
    await claim(laterMessage(waiting), false, world.ports)
    const soleProcessSince =
      startedAfterSeconds === undefined
        ? {}
        : { soleProcessSince: new Date(afterNoon(startedAfterSeconds)) }

    world.advance(2)
    const again = await claim(laterMessage(waiting), true, { ...world.ports, ...soleProcessSince })

    expect(again.kind).toBe(expected)
  })

  it('gives the delivery to one of two concurrent claims', async () => {
    const world = aWorld({ deliveries: [waiting] })

    const claims = await Promise.all([
      claim(laterMessage(waiting), false, world.ports),
      claim(laterMessage(waiting), false, world.ports),
    ])

    expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(1)
    expect(world.delivery.revision).toBe(2)
  })

  it.each([
    ['was delivered', aDelivery({ status: 'successful', attempts: waiting.attempts })],
    ['has failed', aDelivery({ status: 'failed', attempts: waiting.attempts })],
    ['was skipped', aDelivery({ status: 'skipped', attempts: waiting.attempts })],
    ['was dropped', aDelivery({ status: 'dropped', attempts: waiting.attempts })],
    ['waits for a later attempt', aWaitingDelivery(2, 600)],
  ])('leaves a delivery that %s, and clears the rows of its message', async (_, delivery) => {
    const rows = [rowOf(waiting), { ...rowOf(waiting), leasedUntil: afterNoon(3600) }]
    const other = { ...rowOf(waiting), dueAt: afterNoon(600), number: 3 }
    for (const row of rows) {
      const world = aWorld({ deliveries: [delivery], waiting: [row, other] })

      const claimed = await claim(laterMessage(waiting), false, world.ports)

      expect(claimed).toEqual({ kind: 'already-attempted', delivery })
      expect(world.delivery).toEqual(delivery)
      expect(world.waiting).toEqual([other])
    }
  })

  it('keeps the row of the next attempt when it is due at the same time as the old one', async () => {
    const next = aWaitingDelivery(2, 0)
    const world = aWorld({ deliveries: [next], waiting: [rowOf(next)] })

    const claimed = await claim(laterMessage(waiting), true, world.ports)

    expect(claimed).toEqual({ kind: 'already-attempted', delivery: next })
    expect(world.waiting).toEqual([rowOf(next)])
  })

  it('is early when the delivery is not saved yet: its row is written first', async () => {
    const world = aWorld({ deliveries: [aDelivery()], waiting: [rowOf(waiting)] })

    const claimed = await claim(laterMessage(waiting), false, world.ports)

    expect(claimed).toEqual({ kind: 'predecessor-unrecorded' })
    expect(world.waiting).toEqual([rowOf(waiting)])
  })

  it('clears the rows of a delivery that no longer exists', async () => {
    const world = aWorld({ waiting: [rowOf(waiting)] })

    const claimed = await claim(laterMessage(waiting), false, world.ports)

    expect(claimed).toEqual({ kind: 'already-attempted', delivery: undefined })
    expect(world.waiting).toEqual([])
  })

  it('keeps the rows while another message has claimed the delivery', async () => {
    const held = { ...waiting, leasedUntil: afterNoon(90) }
    const world = aWorld({ deliveries: [held], waiting: [rowOf(waiting)] })

    const claimed = await claim(laterMessage(waiting), false, world.ports)

    expect(claimed).toEqual({ kind: 'busy' })
    expect(world.waiting).toEqual([rowOf(waiting)])
  })
})
