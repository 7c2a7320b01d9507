import { describe, expect, it } from '@jest/globals'

import { linesIn } from '../../../adapters/stores/line-store.ts'
import { waitingIn } from '../../../adapters/stores/waiting-store.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { firstAttempt } from '../../../core/deliveries/due-attempt.ts'
import type { LineStore, Place } from '../../../core/waiting/line-store.ts'
import { afterNoon, aDelivery, anEvent, uuidOf } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const retention = { retentionDays: 90 }

/** A delivery of an event, all of them of one resource unless another is named. */
function inLine(number: number, resource = 'r-1', changes: Partial<Delivery> = {}): Delivery {
  const event = anEvent({ uuid: uuidOf(number), resource: { uuid: resource } })
  return { ...aDelivery({ event }), sequence: 0, ...changes }
}

function add(lines: LineStore, delivery: Delivery): Promise<Place> {
  return lines.addPlace(delivery, firstAttempt(delivery))
}

describe('linesIn()', () => {
  it('adds places in ascending order, and finds the first one until it is removed', async () => {
    const lines = linesIn(await storeTable('waiting'), retention)
    const [one, two] = [inLine(1), inLine(2)]

    const first = await add(lines, one)
    const second = await add(lines, two)

    expect([first, second]).toMatchObject([
      { delivery: one.id, number: 1, dueAt: one.createdAt, position: 1, sequence: 1 },
      { delivery: two.id, number: 1, dueAt: two.createdAt, position: 2, sequence: 2 },
    ])
    expect(await lines.findFirstPlace(two)).toMatchObject({ delivery: one.id })
    expect(await lines.findPlace(two)).toMatchObject({ delivery: two.id, position: 2 })
    await lines.removePlace(one, first)
    expect(await lines.findFirstPlace(one)).toMatchObject({ delivery: two.id })
    expect(await lines.findPlace(one)).toBeUndefined()
  })

  it('sorts the tenth place behind the ninth', async () => {
    const lines = linesIn(await storeTable('waiting'), retention)
    for (let number = 1; number <= 10; number += 1) await add(lines, inLine(number))
    for (let position = 1; position <= 8; position += 1) {
      await lines.removePlace(inLine(1), { position } as Place)
    }

    expect(await lines.findFirstPlace(inLine(1))).toMatchObject({ position: 9 })
  })

  it.each([
    ['of another resource', inLine(2, 'r-2')],
    ['of a resource whose uuid continues the other one', inLine(2, 'r-1#0')],
    ['of another type with the same uuid', ofType(inLine(2), 'ORDER')],
    ['of another webhook', inLine(2, 'r-1', { endpoint: 'webhook-2' })],
    ['of another marketplace', inLine(2, 'r-1', { marketplace: 'globex' })],
  ])('keeps a delivery %s in a line of its own', async (_, other) => {
    const lines = linesIn(await storeTable('waiting'), retention)
    await add(lines, inLine(1))

    expect(await add(lines, other)).toMatchObject({ position: 1, sequence: 1 })
    expect(await lines.findFirstPlace(other)).toMatchObject({ delivery: other.id })
    expect(await lines.findFirstPlace(inLine(1))).toMatchObject({ delivery: inLine(1).id })
  })

  it('keeps the sequence of a delivery that returns at the end', async () => {
    const lines = linesIn(await storeTable('waiting'), retention)
    const one = inLine(1)
    await lines.removePlace(one, await add(lines, one))
    await add(lines, inLine(2))

    expect(await add(lines, { ...one, sequence: 1 })).toMatchObject({ position: 3, sequence: 1 })
    expect(await add(lines, inLine(3))).toMatchObject({ position: 4, sequence: 3 })
  })

  it('gives each delivery a position of its own when several processes add concurrently', async () => {
    const table = await storeTable('waiting')
    const processes = [1, 2, 3].map(() => linesIn(table, retention))
    const added = processes.flatMap((lines, at) =>
      [1, 2, 3, 4].map((number) => add(lines, inLine(10 * at + number))),
    )

    const places = await Promise.all(added)

    const numbers = Array.from({ length: 12 }, (_, number) => number + 1)
    const ascending = (all: number[]) => all.sort((a, b) => a - b)
    expect(ascending(places.map(({ position }) => position))).toEqual(numbers)
    expect(ascending(places.map(({ sequence }) => sequence))).toEqual(numbers)
  })

  it('changes no row that waits for its time', async () => {
    const table = await storeTable('waiting')
    const lines = linesIn(table, retention)
    const waiting = waitingIn(table, retention)
    const row = { ...firstAttempt(inLine(7)), number: 2, dueAt: afterNoon(30) }
    await waiting.park(row)

    await add(lines, inLine(1))

    const found = await waiting.findWaiting({ marketplace: 'acme', id: 'webhook-1' }, undefined, 9)
    expect(found).toEqual([row])
  })
})

function ofType(delivery: Delivery, type: 'ORDER'): Delivery {
  const { event } = delivery
  return { ...delivery, event: { ...event, resource: { ...event.resource, type } } }
}
