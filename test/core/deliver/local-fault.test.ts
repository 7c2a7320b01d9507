import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import type { DeliveryMessage } from '../../../core/deliveries/delivery-message.ts'
import { LocalFault } from '../../../core/deliveries/local-fault.ts'
import { startProbe } from '../../../core/health/circuit-breaker.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  firstMessage,
  laterMessage,
  noon,
  rowOf,
} from '../../support/builders.ts'
import { failAt } from '../../support/failing-health.ts'
import { aWorld, type Given } from '../../support/world.ts'

const waiting = aWaitingDelivery(1, 0)
const aFaultyWorld = (given: Given = {}) =>
  aWorld({ webhooks: [aWebhook()], events: [anEvent()], deliveries: [aDelivery()], ...given })

const deliverWithoutFiles = (message: DeliveryMessage, { ports }: ReturnType<typeof aWorld>) =>
  deliver(message, false, { ...ports, post: () => Promise.reject(new LocalFault('EMFILE')) })

describe('deliver() while this machine has no file left', () => {
  it.each([
    ['first', aDelivery(), firstMessage(), 0],
    ['second', waiting, laterMessage(waiting), 1],
  ])('makes the %s attempt a second later, and records none', async (_, given, message, made) => {
    const isFirst = made === 0
    const world = aFaultyWorld({ deliveries: [given], waiting: isFirst ? [] : [rowOf(waiting)] })

    const result = await deliverWithoutFiles(message, world)

    expect(result).toBe('waiting')
    expect(world.delivery).toMatchObject({ status: 'pending', dueAt: afterNoon(1) })
    expect(world.delivery.attempts).toHaveLength(made)
    expect(world.delivery).not.toHaveProperty('leasedUntil')
    expect(world.waiting).toMatchObject([{ dueAt: afterNoon(1), number: made + 1 }])
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(1) }])
    expect(world.health.size).toBe(0)
    expect(world.lines).toMatchObject([{ level: 'WARN', message: 'postponed', reason: 'EMFILE' }])
  })

  it('delivers when it has files again', async () => {
    const world = aFaultyWorld()
    await deliverWithoutFiles(firstMessage(), world)
    world.advance(1)
    const postponed = { ...aDelivery(), dueAt: afterNoon(1) }

    await deliver(laterMessage(postponed), false, world.ports)

    expect(world.delivery).toMatchObject({ status: 'successful', attempts: [{ number: 1 }] })
  })

  it('lets another delivery be the probe of an open circuit', async () => {
    const health = startProbe(failAt([0, 0, 0, 0, 0]), waiting.id, noon)
    const world = aFaultyWorld({ health: [health], deliveries: [waiting] })

    await deliverWithoutFiles(laterMessage(waiting), world)

    const circuit = world.health.get('webhook-1')?.circuit
    expect(circuit).toMatchObject({ nextProbeAt: afterNoon(0) })
    expect(circuit?.probe).toBeUndefined()
  })

  it('throws what is no local fault', async () => {
    const { ports } = aFaultyWorld()
    const post = () => Promise.reject(new Error('a defect'))

    await expect(deliver(firstMessage(), false, { ...ports, post })).rejects.toThrow('a defect')
  })
})
