import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import { wakeAt } from '../../../core/waiting/wake-up.ts'
import { wake } from '../../../core/wake/wake.ts'
import { anEvent, aWaitingDelivery, aWebhook, rowOf, uuidOf } from '../../support/builders.ts'
import { aWorld, type World } from '../../support/world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

/** Deliveries that failed once and wait for five minutes and more, and their rows. */
function aWaitingWorld(count: number): World {
  const deliveries = Array.from({ length: count }, (_, index) =>
    aWaitingDelivery(1, 300 + index, { event: anEvent({ uuid: uuidOf(index) }) }),
  )
  return aWorld({ webhooks: [aWebhook()], deliveries, waiting: deliveries.map(rowOf) })
}

/** Handles the messages of both queues, second by second. */
async function passSeconds(world: World, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    const due = world.wakeUpQueue.filter(({ visibleAt }) => visibleAt <= world.now.getTime())
    world.wakeUpQueue = world.wakeUpQueue.filter((queued) => !due.includes(queued))
    for (const { message } of due) await wake(message, world.ports)
    for (const { message } of world.deliveryQueue.splice(0)) {
      await deliver(message, false, world.ports)
    }
    world.advance(1)
  }
}

const statuses = (world: World) => new Set(world.deliveries.map((it) => it.status))

describe('a delivery that waits for a deleted webhook', () => {
  it('is dropped immediately, although it is not due for minutes', async () => {
    const world = aWaitingWorld(250)
    world.takeWebhook(key)
    await wakeAt(key, world.now.toISOString(), world.ports)

    await passSeconds(world, 5)

    expect(statuses(world)).toEqual(new Set(['dropped']))
    expect(world).toMatchObject({ waiting: [], requests: [] })
  })

  it('is dropped immediately when the webhook was deleted during its wake-up', async () => {
    const world = aWaitingWorld(2)
    await wakeAt(key, world.now.toISOString(), world.ports)
    world.hooks.once('before', 'removeWakeUp', async () => {
      world.takeWebhook(key)
      await wakeAt(key, world.now.toISOString(), world.ports)
    })

    await passSeconds(world, 5)

    expect(statuses(world)).toEqual(new Set(['dropped']))
  })
})

it('is not dropped before it is due when the webhook exists', async () => {
  const world = aWaitingWorld(2)
  await wakeAt(key, world.now.toISOString(), world.ports)

  await passSeconds(world, 5)

  expect(statuses(world)).toEqual(new Set(['pending']))
  expect(world.liveWakeUps).toHaveLength(1)
})
