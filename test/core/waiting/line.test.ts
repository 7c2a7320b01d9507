import { describe, expect, it } from '@jest/globals'

import { claim } from '../../../core/deliver/claim.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { retryRefusal } from '../../../core/manage/retry-delivery.ts'
import { nextAttempt } from '../../../core/deliveries/due-attempt.ts'
import { sendAgain } from '../../../core/wake/send-again.ts'
import { earlierDeliveries, earlierDelivery } from '../../../core/waiting/earlier-delivery.ts'
import { joinLine, passTurn } from '../../../core/waiting/line.ts'
import { afterNoon, anEvent, aWaitingDelivery, aWebhook, uuidOf } from '../../support/builders.ts'
import { aWorld } from '../../support/world.ts'

const aPlaced = (number: number) =>
  aWaitingDelivery(0, 0, {
    event: anEvent({ uuid: uuidOf(number) }),
    sequence: 0,
    revision: 1,
  })
const [first, second] = [aPlaced(1), aPlaced(2)]

/** Two deliveries of one resource, in the line of their webhook. */
async function aLine(...statuses: ('pending' | 'failed')[]) {
  const [one = 'pending', two = 'pending'] = statuses
  const world = aWorld({
    webhooks: [aWebhook({ ordering: 'RESOURCE' })],
    deliveries: [
      { ...first, status: one },
      { ...second, status: two },
    ],
  })
  for (const delivery of [first, second]) {
    await joinLine(
      { delivery, attempt: nextAttempt(delivery, afterNoon(0)), isRepeated: false },
      world.ports,
    )
  }
  return world
}

const leasedUntil = afterNoon(900)
const messageOf = (delivery: typeof first) => ({
  ...nextAttempt(delivery, afterNoon(0)),
  leasedUntil,
})

describe('a line', () => {
  it('lets the first delivery be claimed, and no other, whose row that is not leased stays', async () => {
    const { ports, requests } = await aLine()
    await ports.park(nextAttempt(second, afterNoon(0)))
    await ports.park(messageOf(second))

    const behind = await claim(messageOf(second), false, ports)
    const ahead = await claim(messageOf(first), false, ports)

    expect(behind.kind).toBe('not-its-turn')
    expect(ahead).toMatchObject({ kind: 'claimed', delivery: { id: first.id, sequence: 1 } })
    expect(await ports.findWaiting({ marketplace: 'acme', id: 'webhook-1' }, undefined, 9)).toEqual(
      [nextAttempt(second, afterNoon(0))],
    )
    expect(requests).toEqual([])
  })

  it('goes on when a message of a delivery that has ended returns', async () => {
    const world = await aLine('failed')

    const again = await claim(messageOf(first), true, world.ports)

    expect(again.kind).toBe('already-attempted')
    expect(world.waiting).toEqual([nextAttempt(second, afterNoon(0))])
    expect(world.wakeUps.size).toBe(1)
  })

  it('refuses the retry of a delivery that waits for another, and not of the first', async () => {
    const { ports } = await aLine()

    expect(await retryRefusal(second, ports)).toMatch(/earlier delivery of its resource/)
    expect(await retryRefusal(first, ports)).toBeUndefined()
  })

  it('says which delivery a pending one waits for, and reads the line once for all of them', async () => {
    const { ports } = await aLine()
    const ended: Delivery = { ...second, id: 'ended', status: 'failed' }
    const { sequence: _, ...unordered } = { ...second, id: 'unordered' }
    let reads = 0
    const findFirstPlace: typeof ports.findFirstPlace = (line) => {
      reads += 1
      return ports.findFirstPlace(line)
    }

    const listed = [first, second, ended, unordered]
    const found = await earlierDeliveries(listed, { findFirstPlace })

    expect(listed.map(({ id }) => found.get(id))).toEqual([
      undefined,
      first.id,
      undefined,
      undefined,
    ])
    expect(reads).toBe(1)
    await passTurn(first, ports)
    expect(await earlierDelivery(second, ports)).toBeUndefined()
  })

  it('adds recovered deliveries at its end, in their order and with their sequence', async () => {
    const world = await aLine('failed', 'failed')
    await passTurn(first, world.ports)
    await passTurn(second, world.ports)
    world.takeWaiting()
    const ended = world.deliveries

    const input = { recovery: 'recovery-1', isOrdered: true }
    const count = await sendAgain(ended, input, world.ports)

    expect(count).toBe(2)
    expect(world.waiting.map(({ delivery }) => delivery)).toEqual([first.id])
    expect(await world.ports.findFirstPlace(first)).toMatchObject({ delivery: first.id })
    expect(world.deliveries.map(({ status }) => status)).toEqual(['pending', 'pending'])
  })
})
