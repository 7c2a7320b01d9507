import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { positionAt } from '../../../core/deliveries/delivery-id.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import { recover, type RecoverPorts } from '../../../core/wake/recover.ts'
import type { Recovery } from '../../../core/wake/recovery.ts'
import { sweep } from '../../../core/wake/sweep.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import {
  aDelivery,
  afterNoon,
  anAttempt,
  anEvent,
  aWebhook,
  noon,
  uuidOf,
} from '../../support/builders.ts'
import { seed } from '../../support/seed.ts'
import { aWaitingWorld } from '../../support/waiting-world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

const aRecovery = (overrides: Partial<Recovery> = {}): Recovery => ({
  id: 'recovery-1',
  marketplace: 'acme',
  endpoint: 'webhook-1',
  status: 'running',
  from: afterNoon(-3600),
  to: afterNoon(0),
  statuses: ['failed', 'skipped'],
  total: 0,
  recovered: 0,
  list: 0,
  cursor: positionAt(afterNoon(-3600)),
  createdAt: noon.toISOString(),
  by: 'manager-1',
  touchedAt: noon.toISOString(),
  revision: 0,
  ...overrides,
})

/** A failed delivery that was created this many seconds after noon. */
const failedAt = (seconds: number, overrides: Partial<Omit<Delivery, 'event'>> = {}) =>
  aDelivery({
    event: anEvent({ uuid: uuidOf(100_000 + seconds) }),
    status: 'failed',
    attempts: [anAttempt()],
    createdAt: afterNoon(seconds),
    ...overrides,
  })

type Given = {
  deliveries?: Delivery[]
  recovery?: Recovery
  health?: Health
  enabled?: boolean
  limits?: NonNullable<Webhook['limits']>
  /** How many deliveries are due. */
  due?: number
}

/**
 * Real storage over tables in memory. The call with number `crashAt` does not happen, and throws.
 */
async function aWorld(given: Given) {
  const { deliveries = [], recovery = aRecovery(), health, enabled = true, limits } = given
  const now = () => noon
  const world = aWaitingWorld(now)
  const table = world.ports
  await world.ports.addRecovery(recovery)
  await world.ports.replaceHealth(health, undefined)
  seed(world, { deliveries })
  const state = { calls: 0, crashAt: 0, lines: [] as Readonly<Record<string, unknown>>[] }
  const ports: RecoverPorts = {
    ...world.ports,
    findWebhook: () => Promise.resolve(aWebhook({ enabled, ...(limits && { limits }) })),
    now,
    log: (line) => void state.lines.push(line),
  }
  const crashing = new Proxy(ports, {
    get: (target, name, receiver) => {
      const call: unknown = Reflect.get(target, name, receiver)
      if (typeof call !== 'function' || name === 'now' || name === 'log') return call
      return (...given: unknown[]): unknown => {
        state.calls += 1
        if (state.calls === state.crashAt) throw new Error('Cannot continue: crashed')
        return Reflect.apply(call, target, given)
      }
    },
  })
  const steps = () =>
    world.wakeUps.flatMap(({ message }) => (message.kind === 'recover' ? [message] : []))
  return {
    ...world,
    findAllWaiting: world.ports.findAllWaiting,
    state,
    table,
    ports,
    steps,
    find: () => world.ports.findRecovery(key, recovery.id),
    step: (step: number) => recover({ ...message, step }, crashing),
    leased: () => world.ports.findLeased(key, 9),
    due: () => world.ports.findWaiting(key, undefined, 1000),
    /** Handles every message until the queue is empty, and those that threw again. */
    run: async () => {
      let next = 0
      for (;;) {
        const [one] = steps().slice(next)
        if (one === undefined) return
        await recover(one, crashing).then(
          () => (next += 1),
          () => undefined,
        )
      }
    },
  }
}

const message = {
  kind: 'recover',
  marketplace: 'acme',
  endpoint: 'webhook-1',
  recovery: 'recovery-1',
  step: 0,
} as const

describe('recover()', () => {
  it('parks the failed and skipped deliveries of the time range, with a new schedule', async () => {
    const old = failedAt(-3601)
    const failed = failedAt(-20)
    const skipped = failedAt(-10, { status: 'skipped', attempts: [] })
    const test = failedAt(-5, { isTest: true })
    const world = await aWorld({ deliveries: [old, failed, skipped, test] })
    await world.ports.sendWakeUp(message, noon.toISOString())

    await world.run()

    expect(await world.table.findDelivery('acme', failed.id)).toEqual({
      ...failed,
      status: 'pending',
      dueAt: noon.toISOString(),
      scheduleStart: 1,
      recovery: 'recovery-1',
      revision: 2,
    })
    expect((await world.due()).map(({ number }) => number).sort()).toEqual([1, 2])
    for (const untouched of [old, test]) {
      expect(await world.table.findDelivery('acme', untouched.id)).toEqual(untouched)
    }
    expect(await world.find()).toMatchObject({ status: 'completed', recovered: 2 })
    expect(await world.leased()).toEqual([])
  })

  it('goes through all pages of one list', async () => {
    const deliveries = Array.from({ length: 120 }, (_, index) => failedAt(-index))
    const world = await aWorld({ deliveries, recovery: aRecovery({ statuses: ['failed'] }) })

    for (const step of [0, 1, 2]) {
      await world.ports.removeWaiting(await world.due())
      await world.step(step)
    }

    expect(await world.find()).toMatchObject({ status: 'completed', recovered: 120 })
  })

  it('begins its second list where the time range begins', async () => {
    const before = failedAt(-3601, { status: 'skipped', attempts: [] })
    const first = failedAt(-3000, { status: 'skipped', attempts: [] })
    const world = await aWorld({ deliveries: [before, first, failedAt(-10)] })
    await world.ports.sendWakeUp(message, noon.toISOString())

    await world.run()

    const due = (await world.due()).map(({ delivery }) => delivery)
    expect(due).toContain(first.id)
    expect(due).not.toContain(before.id)
  })

  it('wakes its webhook when it has parked something, and not otherwise', async () => {
    const parking = await aWorld({ deliveries: [failedAt(-1)] })
    const idle = await aWorld({})

    await parking.step(0)
    await idle.step(0)

    expect(await parking.ports.findWakeUp(key)).toMatchObject({ wakeAt: noon.toISOString() })
    expect(await idle.ports.findWakeUp(key)).toBeUndefined()
  })

  it('does not count a delivery that was changed meanwhile', async () => {
    const world = await aWorld({ deliveries: [failedAt(-1), failedAt(-2)] })
    const changed = failedAt(-1)
    const ports: RecoverPorts = {
      ...world.ports,
      replaceDelivery: (after, before) =>
        after.id === changed.id
          ? Promise.resolve(false)
          : world.ports.replaceDelivery(after, before),
    }

    await recover(message, ports)

    expect(await world.find()).toMatchObject({ recovered: 1 })
    expect(await world.leased()).toEqual([])
  })

  it('goes page by page, 50 at a time, and stops when it is cancelled', async () => {
    const deliveries = Array.from({ length: 60 }, (_, index) => failedAt(-index))
    const world = await aWorld({ deliveries })

    await world.step(0)
    const running = await world.find()
    if (running === undefined) throw new Error('Cannot continue: the recovery is gone')
    await world.ports.replaceRecovery({ ...running, status: 'cancelled', revision: 2 }, running)
    await world.step(1)

    expect(await world.due()).toHaveLength(50)
    expect(await world.find()).toMatchObject({ status: 'cancelled', recovered: 50 })
    expect(world.steps()).toMatchObject([{ step: 1 }])
  })

  it('is completed with its last page, although its webhook is disabled after that', async () => {
    const world = await aWorld({
      deliveries: [failedAt(-1)],
      recovery: aRecovery({ statuses: ['failed'] }),
    })

    await world.step(0)

    expect(await world.find()).toMatchObject({ status: 'completed', recovered: 1 })
    expect(world.steps()).toEqual([])
  })

  it('parks no delivery twice, wherever it crashes', async () => {
    const deliveries = [failedAt(-3), failedAt(-2), failedAt(-1, { status: 'skipped' })]
    const whole = await aWorld({ deliveries })
    await whole.ports.sendWakeUp(message, noon.toISOString())
    await whole.run()
    expect(whole.state.calls).toBeGreaterThan(20)

    for (let crashAt = 1; crashAt <= whole.state.calls; crashAt += 1) {
      const world = await aWorld({ deliveries })
      world.state.crashAt = crashAt
      await world.ports.sendWakeUp(message, noon.toISOString())

      await world.run()

      const there = await Promise.all(
        deliveries.map(({ id }) => world.table.findDelivery('acme', id)),
      )
      const rows = [...(await world.due()), ...(await world.leased())]
      for (const delivery of there) {
        expect(delivery).toMatchObject({ status: 'pending', recovery: 'recovery-1', revision: 2 })
        expect(rows.map((row) => row.delivery)).toContain(delivery?.id)
      }
      expect((await world.due()).length).toBeLessThanOrEqual(deliveries.length)
      expect(await world.find()).toMatchObject({ status: 'completed' })
    }
  })

  it('makes a step once when its message comes twice', async () => {
    const world = await aWorld({ deliveries: [failedAt(-1)] })

    await Promise.all([world.step(0), world.step(0)])
    await world.step(0)

    expect(await world.due()).toHaveLength(1)
    expect(await world.find()).toMatchObject({ revision: 1 })
    expect(new Set(world.steps().map(({ step }) => step))).toEqual(new Set([1]))
  })

  it('does not park again a delivery that failed again meanwhile', async () => {
    const again = failedAt(-1, { recovery: 'recovery-1' })
    const world = await aWorld({ deliveries: [again] })

    await world.step(0)

    expect(await world.table.findDelivery('acme', again.id)).toEqual(again)
  })

  const circuit = { openedAt: afterNoon(-9), probes: 0, nextProbeAt: afterNoon(9) }
  it.each<[string, Given, number, number]>([
    ['as long again while 400 deliveries are due', {}, -1, 2],
    ['half a second after a page', {}, 0, 0.5],
    ['4 s at most', {}, -9, 4],
    ['4 s while 50 of a slow webhook are due', { limits: { perSecond: 1 }, due: 50 }, -9, 4],
    ['while 100 of five places are due', { limits: { inFlight: 5 }, due: 100 }, -9, 4],
    ['longer while its webhook is paused', { health: { ...healthy(key), circuit } }, -9, 18],
    ['a minute at most while it is paused', { health: { ...healthy(key), circuit } }, -99, 60],
  ])('waits %s', async (_, { due = 400, ...given }, touched, seconds) => {
    const recovery = aRecovery({ touchedAt: afterNoon(touched) })
    const world = await aWorld({ deliveries: [failedAt(-1)], recovery, ...given })
    const dueAt = noon.toISOString()
    const row = { marketplace: 'acme', endpoint: 'webhook-1', dueAt, number: 1 }
    for (let index = 0; index < due; index += 1) {
      await world.ports.park({ ...row, delivery: String(index) })
    }

    await world.step(0)

    expect(world.wakeUps).toEqual([{ message: { ...message, step: 1 }, at: afterNoon(seconds) }])
    expect(await world.find()).toMatchObject({ recovered: 0, revision: 1 })
  })

  it('logs its end once, with when it ended', async () => {
    const world = await aWorld({ deliveries: [failedAt(-1)] })
    await world.ports.sendWakeUp(message, noon.toISOString())

    await world.run()

    const fields = { marketplace: 'acme', webhook: 'webhook-1', recovery: 'recovery-1' }
    expect(world.state.lines).toEqual([{ message: 'recovery completed', ...fields, recovered: 1 }])
    expect(await world.find()).toMatchObject({ endedAt: noon.toISOString() })
  })

  it('has no end while it runs, and logs nothing', async () => {
    const world = await aWorld({
      deliveries: Array.from({ length: 60 }, (_, index) => failedAt(-index)),
    })

    await world.step(0)

    expect(await world.find()).not.toHaveProperty('endedAt')
    expect(world.state.lines).toEqual([])
  })

  it.each([
    ['wakes its webhook when it has parked a delivery', [failedAt(-1)], 1, 1],
    ['wakes it not when there was none to park', [failedAt(-1, { recovery: 'recovery-1' })], 0, 0],
  ])('%s', async (_, deliveries, wakeUps, recovered) => {
    const world = await aWorld({ deliveries, recovery: aRecovery({ statuses: ['failed'] }) })

    await world.step(0)

    expect(world.wakeUps.filter((one) => one.message.kind === 'wake-up')).toHaveLength(wakeUps)
    expect(await world.find()).toMatchObject({ recovered })
  })

  it.each([
    [50, 1],
    [49, 0],
  ])('looks for more after %i deliveries of a status: %i', async (count, list) => {
    const deliveries = Array.from({ length: count }, (_, index) => failedAt(-index))
    const world = await aWorld({ deliveries })

    await world.step(0)

    expect(await world.find()).toMatchObject({ list: 1 - list, status: 'running' })
  })

  it.each([0, 2, 5])('ignores a message for step %i when it has made three', async (step) => {
    const recovery = aRecovery({ revision: 4 })
    const world = await aWorld({ deliveries: [failedAt(-1)], recovery })

    await world.step(step)

    expect(await world.find()).toEqual(recovery)
    expect(world.steps()).toEqual([])
  })

  it('ignores a message for a recovery that is gone', async () => {
    const world = await aWorld({})

    await recover({ ...message, recovery: 'other' }, world.ports)

    expect(world.steps()).toEqual([])
  })

  it('ends when its webhook was deleted', async () => {
    const world = await aWorld({ deliveries: [failedAt(-1)] })

    await recover(message, { ...world.ports, findWebhook: () => Promise.resolve(undefined) })

    expect(await world.find()).toMatchObject({ status: 'cancelled' })
  })

  it('ends when its webhook is disabled', async () => {
    const world = await aWorld({ deliveries: [failedAt(-1)], enabled: false })

    await world.step(0)

    expect(await world.find()).toMatchObject({
      status: 'cancelled',
      reason: 'the webhook was disabled or deleted',
    })
  })
})

describe('sweep()', () => {
  it.each([
    ['whose message was lost', -301, false, [3]],
    ['that moved lately', -299, false, []],
    ['that moved lately, with resetAll', -1, true, [3]],
  ])('continues a recovery only when needed: one %s', async (_, touched, resetAll, expected) => {
    const world = await aWorld({
      recovery: aRecovery({ touchedAt: afterNoon(touched), revision: 3 }),
    })
    const unexpected = () => Promise.reject(new Error('Unexpected call'))

    await sweep(
      { kind: 'sweep', resetAll },
      {
        ...world.ports,
        findAllWaiting: world.findAllWaiting,
        setWakeUp: unexpected,
        findMarketplaces: () => Promise.resolve([]),
      },
    )

    expect(world.steps().map(({ step }) => step)).toEqual(expected)
  })
})
