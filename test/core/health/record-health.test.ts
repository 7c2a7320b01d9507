import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { onFailure } from '../../../core/health/circuit-breaker.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import { updateHealth } from '../../../core/health/update-health.ts'
import { recordHealth } from '../../../core/health/record-health.ts'
import { noon } from '../../support/builders.ts'
import { aHealthWorld } from '../../support/health-world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const aHealth = (overrides: Partial<Health> = {}): Health => ({ ...healthy(key), ...overrides })

const oneMore = (health: Health | undefined): Health => {
  const before = health ?? healthy(key)
  return { ...before, failures: before.failures + 1 }
}

describe('recordHealth()', () => {
  it('writes nothing when nothing changes', async () => {
    const health = aHealth({ failures: 1 })
    const world = aHealthWorld(health)
    world.before.push(() => {
      throw new Error('written')
    })

    const { after } = await recordHealth({ key, health }, (same) => same, world.ports)

    expect(after).toBe(health)
  })

  it('adds, changes and removes the row', async () => {
    const world = aHealthWorld()

    const { after: first } = await recordHealth({ key, health: undefined }, oneMore, world.ports)
    const { after: second } = await recordHealth({ key, health: first }, oneMore, world.ports)
    expect(second).toEqual(aHealth({ failures: 2, revision: 1 }))
    expect(world.health).toEqual(second)

    const { after: none } = await recordHealth(
      { key, health: second },
      () => undefined,
      world.ports,
    )
    expect([none, world.health]).toEqual([undefined, undefined])
  })

  it.each([
    ['added', undefined, aHealth({ failures: 5 }), 6],
    ['changed', aHealth(), aHealth({ failures: 5, revision: 1 }), 6],
    ['removed', aHealth({ failures: 5 }), undefined, 1],
  ])('starts again from a row that was %s meanwhile', async (_, health, meanwhile, failures) => {
    const world = aHealthWorld(health)
    world.before.push(() => void (world.health = meanwhile))

    await recordHealth({ key, health }, oneMore, world.ports)

    expect(world.health?.failures).toBe(failures)
  })

  it('gives up after five conflicts, and returns the stored row', async () => {
    const world = aHealthWorld()
    const others = () =>
      void (world.health = { ...oneMore(world.health), revision: world.before.length + 10 })
    world.before.push(...Array.from({ length: 5 }, () => others))

    const { after } = await recordHealth({ key, health: undefined }, oneMore, world.ports)

    expect(after).toEqual(world.health)
    expect(world.health?.failures).toBe(5)
  })

  it('counts every failure when up to five attempts fail concurrently', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.scheduler(), async (attempts, order) => {
        const world = aHealthWorld()
        const ports = {
          ...world.ports,
          replaceHealth: order.scheduleFunction(world.ports.replaceHealth),
          findHealth: order.scheduleFunction(world.ports.findHealth),
        }
        const keeping = Array.from({ length: attempts }, () =>
          recordHealth({ key, health: undefined }, oneMore, ports),
        )
        await order.waitIdle()
        await Promise.all(keeping)

        expect(world.health).toMatchObject({ failures: attempts, revision: attempts - 1 })
      }),
    )
  })

  it('leaves no row of a webhook that was deleted while attempts were in flight', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.scheduler(), async (attempts, order) => {
        const world = aHealthWorld()
        const ports = {
          ...world.ports,
          replaceHealth: order.scheduleFunction(world.ports.replaceHealth),
          findHealth: order.scheduleFunction(world.ports.findHealth),
          findWebhook: order.scheduleFunction(world.ports.findWebhook),
        }
        const remove = order.scheduleFunction(async () => {
          await Promise.resolve()
          world.webhook = undefined
        })
        const removing = remove().then(() => updateHealth(key, () => undefined, ports))
        const keeping = Array.from({ length: attempts }, () =>
          recordHealth({ key, health: undefined }, oneMore, ports),
        )
        await order.waitIdle()
        await Promise.all([removing, ...keeping])

        expect(world.health).toBeUndefined()
      }),
    )
  })

  it('reads the webhook only when the row is new', async () => {
    const world = aHealthWorld()
    let looks = 0
    const findWebhook = () => {
      looks += 1
      return Promise.resolve(world.webhook)
    }
    const ports = { ...world.ports, findWebhook }

    const { after: first } = await recordHealth({ key, health: undefined }, oneMore, ports)
    await recordHealth({ key, health: first }, oneMore, ports)

    expect([looks, world.health?.failures]).toEqual([1, 2])
  })

  it('logs when the circuit opened, with the reason, and when it closed', async () => {
    const world = aHealthWorld()
    const failure = { delivery: 'delivery-1', reason: 'timeout: headers', version: 1, at: noon }
    const change = (health: Health | undefined) =>
      onFailure(key, health, { ...failure, known: health })
    let health: Health | undefined
    for (let count = 0; count < 5; count += 1) {
      ;({ after: health } = await recordHealth({ key, health }, change, world.ports))
    }
    await recordHealth({ key, health }, () => aHealth(), world.ports)

    const ids = { marketplace: 'acme', webhook: 'webhook-1' }
    expect(world.lines).toEqual([
      { message: 'circuit opened', ...ids, reason: 'timeout: headers' },
      { message: 'circuit closed', ...ids },
    ])
  })
})
