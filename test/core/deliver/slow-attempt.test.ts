import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'
import type { Health } from '../../../core/health/health.ts'
import { slowAfterMs } from '../../../core/health/slow-receiver.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  firstMessage,
  laterMessage,
  rowOf,
} from '../../support/builders.ts'
import { healthyHealth } from '../../support/failing-health.ts'
import { aWorld, type Given } from '../../support/world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const slowAt = (limit: number): Health => ({
  ...healthyHealth,
  slow: { since: afterNoon(-60), limit },
})
const waiting = aWaitingDelivery(1, 0)
const dispatched = { ...laterMessage(waiting), leasedUntil: afterNoon(900) }
const healthCalls = ['findHealth', 'replaceHealth', 'findAllHealth']

/**
 * A world with timers, of which those pass that are due while the receiver responds, after `takesMs`.
 * `calls` are those of the health.
 */
function aTimedWorld(takesMs: number, given: Given = {}) {
  const timers = new Map<number, { ms: number; act: () => void }>()
  const reply: Reply = { kind: 'answered', status: 204 }
  const world = aWorld({
    webhooks: [aWebhook()],
    events: [anEvent()],
    deliveries: [aDelivery()],
    ...given,
    replies: () => {
      world.advance(takesMs / 1000)
      for (const { ms, act } of timers.values()) if (ms <= takesMs) act()
      return typeof given.replies === 'function' ? given.replies({} as never) : reply
    },
  })
  const calls: string[] = []
  world.hooks.always(({ port, when }) => {
    if (when === 'before' && healthCalls.includes(port)) calls.push(port)
  })
  const startTimer = (ms: number, act: () => void) => {
    const id = timers.size
    timers.set(id, { ms, act })
    return () => void timers.delete(id)
  }
  return { world, timers, calls, ports: { ...world.ports, startTimer } }
}
const timedOut = { replies: (): Reply => ({ kind: 'unanswered', reason: 'timeout: headers' }) }

describe('deliver()', () => {
  it('reads the health of a quick receiver once and writes none', async () => {
    const { world, timers, calls, ports } = aTimedWorld(slowAfterMs - 1)

    await deliver(firstMessage(), false, ports)

    expect(calls).toEqual(['findHealth'])
    expect(world.health.size).toBe(0)
    expect(timers.size).toBe(0)
  })

  it('marks a receiver as slow while the attempt goes on', async () => {
    const { world, timers, ports } = aTimedWorld(slowAfterMs)
    const attemptsAtMark: number[] = []
    world.hooks.once('after', 'replaceHealth', () => {
      attemptsAtMark.push(world.delivery.attempts.length)
    })

    await deliver(firstMessage(), false, ports)

    const slow = { since: afterNoon(2), limit: 2 }
    expect(attemptsAtMark).toEqual([0])
    expect(world.health.get('webhook-1')).toMatchObject({ failures: 0, slow })
    expect(world.lines).toContainEqual(
      expect.objectContaining({ message: 'receiver slow', webhook: 'webhook-1' }),
    )
    expect(timers.size).toBe(0)
  })

  it('makes no mark where attempts take the place of no other', async () => {
    const { world, calls } = aTimedWorld(30_000)

    await deliver(firstMessage(), false, world.ports)

    expect(calls).toEqual(['findHealth'])
    expect(world.health.size).toBe(0)
  })

  it('makes no mark for a test', async () => {
    const test = { ...aDelivery(), isTest: true as const }
    const { world, ports } = aTimedWorld(30_000, { deliveries: [test] })
    const message = {
      ...firstMessage(),
      isRequested: true,
      enclosed: { delivery: test, event: anEvent() },
    }

    await deliver(message, false, ports)

    expect(world.requests).toHaveLength(1)
    expect(world.health.size).toBe(0)
  })

  it('records the attempt when the mark cannot be written', async () => {
    const { world, ports } = aTimedWorld(slowAfterMs)
    world.hooks.once('before', 'replaceHealth', () => {
      throw new Error('the table is throttled')
    })

    const result = await deliver(firstMessage(), false, ports)

    expect(result).toBe('settled')
    expect(world.lines).toContainEqual({
      level: 'WARN',
      message: 'Cannot mark the receiver as slow: Error: the table is throttled',
    })
  })

  it.each<[string, number, Given, Health['slow']]>([
    ['raises the limit after a slow success', 5_000, {}, { since: afterNoon(-60), limit: 5 }],
    ['halves the limit after a time-out', 30_000, timedOut, { since: afterNoon(-60), limit: 2 }],
    ['doubles the limit after a quick attempt', 100, {}, { since: afterNoon(-60), limit: 8 }],
  ])('%s, and wakes the webhook', async (_, takesMs, given, slow) => {
    const { world, ports } = aTimedWorld(takesMs, {
      ...given,
      health: [slowAt(4)],
      deliveries: [waiting],
    })
    await world.ports.setWakeUp(key, afterNoon(takesMs / 1000 + 10), undefined)

    await deliver(dispatched, false, ports)

    expect(world.health.get('webhook-1')?.slow).toEqual(slow)
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(takesMs / 1000) }])
  })

  it('removes the row of a receiver that is quick again', async () => {
    const { world, ports } = aTimedWorld(100, { health: [slowAt(16)], deliveries: [waiting] })
    await world.ports.setWakeUp(key, afterNoon(10), undefined)

    await deliver(dispatched, false, ports)

    expect(world.health.size).toBe(0)
    expect(world.lines).toContainEqual(
      expect.objectContaining({ message: 'receiver no longer slow', webhook: 'webhook-1' }),
    )
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(0.1) }])
  })
})

describe('deliver() to a slow receiver', () => {
  it('parks a first attempt that was queued before, and wakes the webhook', async () => {
    const { world, ports } = aTimedWorld(0, { health: [slowAt(1)] })

    const result = await deliver(firstMessage(), false, ports)

    expect(result).toBe('waiting')
    expect(world.requests).toEqual([])
    expect(world.waiting).toEqual([rowOf(aDelivery())])
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(0) }])
  })

  it('makes an attempt that a person requested', async () => {
    const { world, ports } = aTimedWorld(0, { health: [slowAt(1)] })

    await deliver({ ...firstMessage(), isRequested: true }, false, ports)

    expect(world.requests).toHaveLength(1)
  })

  it('skips the delivery when the webhook is disabled', async () => {
    const given = { health: [slowAt(1)], webhooks: [aWebhook({ enabled: false })] }
    const { world, ports } = aTimedWorld(0, given)

    await deliver(firstMessage(), false, ports)

    expect(world.delivery.status).toBe('skipped')
  })
})
