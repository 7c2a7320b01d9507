import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import { startProbe } from '../../../core/health/circuit-breaker.ts'
import { type Health, healthy, pauseOf } from '../../../core/health/health.ts'
import {
  aDelivery,
  afterNoon,
  anAttempt,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  firstMessage,
  laterMessage,
  noon,
} from '../../support/builders.ts'
import { failAt } from '../../support/failing-health.ts'
import { aWorld, type Given } from '../../support/world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const paused = { ...healthy(key), pausedUntil: afterNoon(60) }
const open = failAt([0, 0, 0, 0, 0])
const waiting = aWaitingDelivery(1, 0)

const aPausedWorld = (given: Given) =>
  aWorld({ webhooks: [aWebhook()], events: [anEvent()], deliveries: [aDelivery()], ...given })

describe('deliver() of a paused webhook', () => {
  it.each<[string, Given, string]>([
    ['Retry-After', { health: [paused] }, afterNoon(60)],
    ['an open circuit', { health: [open] }, open.circuit?.nextProbeAt ?? ''],
  ])('makes no attempt during %s, and wakes it at the end', async (_, given, wakeAt) => {
    const world = aPausedWorld(given)

    const result = await deliver(firstMessage(), false, world.ports)

    expect(result).toBe('waiting')
    expect(world.requests).toEqual([])
    expect(world.waiting).toHaveLength(1)
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt }])
  })

  it('makes an attempt that a person requested', async () => {
    const world = aPausedWorld({ health: [paused] })

    await deliver({ ...firstMessage(), isRequested: true }, false, world.ports)

    expect(world.requests).toHaveLength(1)
  })

  it.each([
    ['the probe', waiting.id, 1],
    ['another delivery', 'other', 0],
  ])('makes the attempt of %s', async (_, probe, requests) => {
    const health = startProbe(open, probe, noon)
    const world = aPausedWorld({ health: [health], deliveries: [waiting] })

    await deliver(laterMessage(waiting), false, world.ports)

    expect(world.requests).toHaveLength(requests)
  })

  it('makes no first attempt as the probe, which always waited before', async () => {
    const health = startProbe(open, aDelivery().id, noon)
    const world = aPausedWorld({ health: [health] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.requests).toEqual([])
  })

  it('sends another probe immediately when the attempt of the probe is recorded already', async () => {
    const made = aWaitingDelivery(2, 600)
    const health = startProbe(open, made.id, noon)
    const world = aPausedWorld({ health: [health], deliveries: [made] })

    await deliver(laterMessage(waiting), true, world.ports)

    expect(world.requests).toEqual([])
    expect(world.health.get('webhook-1')?.circuit).toMatchObject({ nextProbeAt: afterNoon(0) })
    expect(world.health.get('webhook-1')?.circuit?.probe).toBeUndefined()
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(0) }])
  })
})

describe('deliver()', () => {
  it.each<[string, Given, string, number]>([
    ['drops the delivery of a deleted webhook', { webhooks: [] }, 'dropped', 0],
    ['skips that of a disabled one', { webhooks: [aWebhook({ enabled: false })] }, 'skipped', 0],
    [
      'sends the test of a disabled one',
      { webhooks: [aWebhook({ enabled: false })], deliveries: [aDelivery({ isTest: true })] },
      'successful',
      1,
    ],
  ])('%s', async (_, given, status, requests) => {
    const world = aPausedWorld(given)

    await deliver(firstMessage(world.delivery), false, world.ports)

    expect(world.delivery.status).toBe(status)
    expect(world.requests).toHaveLength(requests)
  })

  it('counts no failure of a test, and remembers it', async () => {
    const test = aDelivery({ isTest: true })
    const world = aPausedWorld({ deliveries: [test], replies: [500] })

    await deliver(firstMessage(test), false, world.ports)

    const failedTest = { at: noon.toISOString(), reason: 'status 500', delivery: test.id }
    expect(world.health.get('webhook-1')).toMatchObject({ failures: 0, failedTest })
    expect(world.health.get('webhook-1')?.circuit).toBeUndefined()
    expect(world.delivery.attempts).toHaveLength(1)
  })

  it.each<[string, Health]>([
    ['its receiver fails', open],
    ['its receiver asked to wait', paused],
  ])('resumes after a good test while %s', async (_, health) => {
    const test = aDelivery({ isTest: true })
    const world = aPausedWorld({ health: [health], deliveries: [test], replies: [200] })

    await deliver({ ...firstMessage(test), isRequested: true }, false, world.ports)

    expect(pauseOf(world.health.get('webhook-1'), noon)).toBeUndefined()
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: noon.toISOString() }])
  })

  it.each([
    ['of another delivery', 'another', 'another'],
    ['of its own', waiting.id, undefined],
  ])('releases of the probes only the one that was recorded: %s', async (_, probe, left) => {
    const recorded = { ...waiting, attempts: [anAttempt(1), anAttempt(2)] }
    const health = startProbe(open, probe, noon)
    const world = aPausedWorld({ health: [health], deliveries: [recorded] })

    await deliver({ ...laterMessage(waiting), isRequested: true }, false, world.ports)

    expect(world.health.get('webhook-1')?.circuit?.probe?.delivery).toBe(left)
  })

  it('names who requested the attempt', async () => {
    const requested = { by: 'manager-1', at: afterNoon(0), status: 'failed' } as const
    const delivery = aDelivery({ requested, attempts: [anAttempt()] })
    const world = aPausedWorld({ deliveries: [delivery] })

    await deliver({ ...laterMessage(delivery), isRequested: true }, false, world.ports)

    expect(world.delivery.attempts.map(({ requestedBy }) => requestedBy)).toEqual([
      undefined,
      'manager-1',
    ])
  })
})
