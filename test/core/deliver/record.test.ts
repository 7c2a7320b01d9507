import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { record, recordEnd, completeEarlierRecord } from '../../../core/deliver/record.ts'
import { defaultWaitsSeconds } from '../../../core/webhooks/retry-policy.ts'
import {
  aDelivery,
  afterNoon,
  anAttempt,
  aWaitingDelivery,
  noon,
  rowOf,
} from '../../support/builders.ts'
import { aWorld } from '../../support/world.ts'

const order = ['park', 'replaceDelivery', 'removeWaiting', 'setWakeUp']

describe('record()', () => {
  it('parks, saves, clears, then wakes: a row is left wherever it is killed', async () => {
    const delivery = aWaitingDelivery(1, 0, { leasedUntil: afterNoon(90) })
    const world = aWorld({ deliveries: [delivery], waiting: [rowOf(delivery)] })
    const calls: string[] = []
    world.hooks.always(({ port, when }) => {
      if (when === 'before' && order.includes(port)) calls.push(port)
    })

    await record({ kind: 'claimed', delivery, rows: [rowOf(delivery)] }, anAttempt(2), world.ports)

    expect(calls).toEqual(order)
  })

  it.each([
    ['delivered', { kind: 'delivered', status: 200 }, 'successful'],
    ['refused', { kind: 'refused', reason: 'status 410', status: 410 }, 'failed'],
  ] as const)('ends the delivery when its attempt is %s', async (_, outcome, status) => {
    const world = aWorld({ deliveries: [aDelivery()] })

    const recorded = await record(
      { kind: 'claimed', delivery: aDelivery(), rows: [] },
      anAttempt(1, { outcome }),
      world.ports,
    )

    expect(recorded).toBe('settled')
    expect(world.delivery).toMatchObject({
      status,
      attempts: [{ number: 1, outcome }],
      revision: 1,
    })
  })

  it('keeps the row that it parks when it is due exactly when the old lease expires', async () => {
    const delivery = aWaitingDelivery(1, 0)
    const leased = { ...rowOf(delivery), dueAt: afterNoon(3600) }
    const world = aWorld({ deliveries: [delivery], waiting: [leased], waitsSeconds: [300, 3600] })

    await record(
      { kind: 'claimed', delivery, rows: [rowOf(delivery), leased] },
      anAttempt(2),
      world.ports,
    )

    expect(world.delivery.dueAt).toBe(afterNoon(3600))
    expect(world.waiting).toEqual([rowOf(world.delivery)])
  })

  it('does not overwrite a delivery that was changed meanwhile', async () => {
    const ended = aDelivery({ status: 'successful', attempts: [anAttempt()], revision: 1 })
    const world = aWorld({ deliveries: [ended] })
    const outcome = { kind: 'delivered', status: 200 } as const

    const recorded = await record(
      { kind: 'claimed', delivery: aDelivery(), rows: [] },
      anAttempt(1, { outcome }),
      world.ports,
    )

    expect(recorded).toBe('already-attempted')
    expect(world.delivery).toEqual(ended)
    expect(world.lines).toMatchObject([{ recorded: false }])
  })

  it.each([
    ['delivered', { kind: 'delivered', status: 200 }, { status: 'successful' }],
    ['failed', { kind: 'failed', reason: 'timeout' }, { status: 'pending', dueAt: afterNoon(300) }],
  ] as const)(
    'records an attempt that %s when only a claim was made meanwhile',
    async (_, outcome, expected) => {
      const claimed = aDelivery({ revision: 1, leasedUntil: afterNoon(90) })
      const world = aWorld({ deliveries: [claimed] })

      await record(
        { kind: 'claimed', delivery: aDelivery(), rows: [] },
        anAttempt(1, { outcome }),
        world.ports,
      )

      const attempts = [anAttempt(1, { outcome })]
      expect(world.delivery).toEqual(aDelivery({ ...expected, attempts, revision: 2 }))
      expect(world.lines).toMatchObject([{ recorded: true }])
    },
  )

  it('records one of two attempts of the same number', async () => {
    const world = aWorld({ deliveries: [aDelivery()] })
    const claimed = { kind: 'claimed', delivery: aDelivery(), rows: [] } as const

    await Promise.all([
      record(claimed, anAttempt(1), world.ports),
      record(claimed, anAttempt(1, { durationMs: 99 }), world.ports),
    ])

    expect(world.delivery.attempts).toHaveLength(1)
    expect(world.lines.map(({ recorded }) => recorded).sort()).toEqual([false, true])
  })

  it('parks it for the wait of the retry policy, plus at most a tenth', async () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), chance, async (number, random) => {
        const delivery = aWaitingDelivery(number - 1, 0)
        const waitsSeconds = defaultWaitsSeconds
        const world = aWorld({ deliveries: [delivery], waitsSeconds, random: () => random })

        await record({ kind: 'claimed', delivery, rows: [] }, anAttempt(number), world.ports)

        const waitMs = (waitsSeconds[number - 1] ?? 0) * 1000
        const dueInMs = Date.parse(world.delivery.dueAt ?? '') - noon.getTime()
        expect(dueInMs).toBeGreaterThanOrEqual(waitMs)
        expect(dueInMs).toBeLessThanOrEqual(waitMs * 1.1)
      }),
    )
  })

  it('fails it after the eleventh failed attempt of the default retry policy', async () => {
    const delivery = aWaitingDelivery(10, 0)
    const world = aWorld({ deliveries: [delivery], waitsSeconds: defaultWaitsSeconds })

    const recorded = await record(
      { kind: 'claimed', delivery, rows: [] },
      anAttempt(11),
      world.ports,
    )

    expect(recorded).toBe('settled')
    expect(world.delivery.status).toBe('failed')
  })
})

describe('recordEnd()', () => {
  it.each(['successful', 'failed'] as const)(
    'keeps a delivery %s that was so before a retry was requested',
    async (status) => {
      const requested = { by: 'manager-1', at: afterNoon(0), status }
      const delivery = aDelivery({ attempts: [anAttempt()], requested, revision: 2 })
      const world = aWorld({ deliveries: [delivery] })

      await recordEnd({ kind: 'claimed', delivery, rows: [] }, 'skipped', world.ports)

      expect(world.delivery).toEqual(aDelivery({ attempts: [anAttempt()], status, revision: 3 }))
    },
  )

  it.each(['skipped', 'dropped'] as const)(
    'ends the delivery as %s although a retry was requested while it was pending',
    async (status) => {
      const requested = { by: 'manager-1', at: afterNoon(0), status: 'pending' } as const
      const delivery = aDelivery({ attempts: [anAttempt()], requested, revision: 2 })
      const world = aWorld({ deliveries: [delivery] })

      await recordEnd({ kind: 'claimed', delivery, rows: [] }, status, world.ports)

      expect(world.delivery).toEqual(aDelivery({ attempts: [anAttempt()], status, revision: 3 }))
    },
  )

  it.each(['skipped', 'dropped'] as const)(
    'ends the delivery as %s without an attempt, and clears its rows',
    async (status) => {
      const delivery = aWaitingDelivery(1, 0, { leasedUntil: afterNoon(90) })
      const world = aWorld({ deliveries: [delivery], waiting: [rowOf(delivery)] })

      const recorded = await recordEnd(
        { kind: 'claimed', delivery, rows: [rowOf(delivery)] },
        status,
        world.ports,
      )

      const { dueAt, leasedUntil, ...rest } = delivery
      expect(recorded).toBe('settled')
      expect(world.delivery).toEqual({ ...rest, status, revision: 2 })
      expect(world.waiting).toEqual([])
    },
  )

  it('does not overwrite a delivery that was changed meanwhile', async () => {
    const ended = aDelivery({ status: 'successful', revision: 1 })
    const world = aWorld({ deliveries: [ended] })

    const recorded = await recordEnd(
      { kind: 'claimed', delivery: aDelivery(), rows: [] },
      'dropped',
      world.ports,
    )

    expect(recorded).toBe('already-attempted')
    expect(world.delivery).toEqual(ended)
  })

  it.each(['skipped', 'dropped'] as const)(
    'ends the delivery as %s when only a claim was made meanwhile',
    async (status) => {
      const world = aWorld({
        deliveries: [aDelivery({ revision: 1, leasedUntil: afterNoon(90) })],
      })

      const claimed = { kind: 'claimed', delivery: aDelivery(), rows: [] } as const
      const recorded = await recordEnd(claimed, status, world.ports)

      expect(recorded).toBe('settled')
      expect(world.delivery).toEqual(aDelivery({ status, revision: 2 }))
    },
  )
})

describe('completeEarlierRecord()', () => {
  it('ensures that a waiting delivery is woken', async () => {
    const world = aWorld()

    const delivery = aWaitingDelivery(1, 300)
    const recorded = await completeEarlierRecord(
      { kind: 'already-attempted', delivery },
      world.ports,
    )

    expect(recorded).toBe('already-attempted')
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(300) }])
    expect(world.liveWakeUps).toHaveLength(1)
  })

  it.each([
    ['was delivered', aDelivery({ status: 'successful' })],
    ['is queued', aDelivery()],
    ['is being attempted', aWaitingDelivery(1, 300, { leasedUntil: afterNoon(90) })],
    ['no longer exists', undefined],
  ])('does nothing when the delivery %s', async (_, delivery) => {
    const world = aWorld()

    await completeEarlierRecord({ kind: 'already-attempted', delivery }, world.ports)

    expect(world.hooks.calls).toBe(0)
  })
})
