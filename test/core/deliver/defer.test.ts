import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { defer, type DeferPorts } from '../../../core/deliver/defer.ts'
import type { WakeUp } from '../../../core/waiting/wake-up-store.ts'
import {
  aDelivery,
  afterNoon,
  aWaitingDelivery,
  firstMessage,
  laterMessage,
  noon,
  rowOf,
} from '../../support/builders.ts'
import { firstAttempt } from '../../../core/deliveries/due-attempt.ts'
import type { WaitingRow } from '../../../core/waiting/waiting-row.ts'

/** Records the calls of the ports, in order. */
function aWorld({ isChanged = false, wakeUp }: { isChanged?: boolean; wakeUp?: WakeUp } = {}) {
  const parked: WaitingRow[] = []
  const removed: WaitingRow[] = []
  const saved: Delivery[] = []
  const wakeTimes: string[] = []
  const steps: string[] = []
  const ports: DeferPorts = {
    park: (row) => {
      steps.push('park')
      return Promise.resolve(void parked.push(row))
    },
    removeWaiting: (rows) => {
      steps.push('remove')
      return Promise.resolve(void removed.push(...rows))
    },
    replaceDelivery: (after) => {
      steps.push('save')
      if (!isChanged) saved.push(after)
      return Promise.resolve(!isChanged)
    },
    findWakeUp: () => Promise.resolve(wakeUp),
    setWakeUp: (_, time) => {
      steps.push('wake')
      wakeTimes.push(time)
      return Promise.resolve(true)
    },
    now: () => noon,
  }
  return { ports, parked, removed, saved, wakeTimes, steps }
}

describe('defer()', () => {
  it('parks a first attempt in its place by age, and wakes its webhook at the given time', async () => {
    const world = aWorld()
    const delivery = aDelivery({ createdAt: afterNoon(-7) })

    await defer(firstMessage(delivery), afterNoon(60), world.ports)

    expect(world.parked).toEqual([firstAttempt(delivery)])
    expect(world.saved).toEqual([{ ...delivery, dueAt: afterNoon(-7), revision: 1 }])
    expect(world.wakeTimes).toEqual([afterNoon(60)])
    expect(world.steps).toEqual(['park', 'save', 'wake'])
  })

  it('does nothing more when another process changed the delivery', async () => {
    const world = aWorld({ isChanged: true })

    await defer(firstMessage(), afterNoon(60), world.ports)

    expect(world.steps).toEqual(['park', 'save', 'wake'])
  })

  it('parks a later attempt where it was, then ends its lease', async () => {
    const world = aWorld()
    const delivery = aWaitingDelivery(2, -30)
    const message = laterMessage(delivery)

    await defer(message, afterNoon(60), world.ports)

    const row = rowOf(delivery)
    expect(world.parked).toEqual([row])
    expect(world.removed).toMatchObject([
      { delivery: row.delivery, leasedUntil: message.leasedUntil },
    ])
    expect(world.saved).toEqual([])
    expect(world.wakeTimes).toEqual([afterNoon(60)])
    expect(world.steps).toEqual(['park', 'remove', 'wake'])
  })

  it('keeps an earlier wake-up', async () => {
    const ids = { marketplace: 'acme', endpoint: 'webhook-1' }
    const world = aWorld({ wakeUp: { ...ids, token: 'token-1', wakeAt: afterNoon(30) } })

    await defer(firstMessage(), afterNoon(60), world.ports)

    expect(world.wakeTimes).toEqual([])
  })
})

describe('firstAttempt()', () => {
  it('is due from the creation of its delivery', () => {
    const delivery = aDelivery({ createdAt: afterNoon(-7) })

    expect(firstAttempt(delivery)).toEqual({
      marketplace: 'acme',
      endpoint: 'webhook-1',
      delivery: delivery.id,
      dueAt: afterNoon(-7),
      number: 1,
    })
  })
})
