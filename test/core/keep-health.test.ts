import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { failed } from '../../core/circuit.ts'
import { type Health, healthy } from '../../core/health.ts'
import { keepHealth, settle } from '../../core/keep-health.ts'
import type { Notice } from '../../core/notice.ts'
import { aWebhook, noon } from '../support/builders.ts'
import { aHealthWorld } from '../support/health-world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const facts = { failingSince: noon.toISOString(), because: 'status 500' }
const recovered: Notice = { kind: 'recovered', failingSince: noon.toISOString() }
const failing: Notice = { kind: 'failing', stage: 'half', ...facts, disablesAt: noon.toISOString() }
const disabled: Notice = { kind: 'disabled', version: 1, ...facts }

const aHealth = (overrides: Partial<Health> = {}): Health => ({ ...healthy(key), ...overrides })

const oneMore = (health: Health | undefined): Health => {
  const before = health ?? healthy(key)
  return { ...before, failures: before.failures + 1 }
}

describe('keepHealth()', () => {
  it('writes nothing when nothing changes', async () => {
    const health = aHealth({ failures: 1 })
    const world = aHealthWorld(health)
    world.before.push(() => {
      throw new Error('written')
    })

    expect(await keepHealth({ key, health }, (same) => same, world.needs)).toBe(health)
  })

  it('adds, changes and removes the row', async () => {
    const world = aHealthWorld()

    const first = await keepHealth({ key, health: undefined }, oneMore, world.needs)
    const second = await keepHealth({ key, health: first }, oneMore, world.needs)
    expect(second).toEqual(aHealth({ failures: 2, revision: 1 }))
    expect(world.health).toEqual(second)

    const none = await keepHealth({ key, health: second }, () => undefined, world.needs)
    expect([none, world.health]).toEqual([undefined, undefined])
  })

  it.each([
    ['added', undefined, aHealth({ failures: 5 }), 6],
    ['changed', aHealth(), aHealth({ failures: 5, revision: 1 }), 6],
    ['removed', aHealth({ failures: 5 }), undefined, 1],
  ])('begins anew with the row that was %s meanwhile', async (_, health, meanwhile, failures) => {
    const world = aHealthWorld(health)
    world.before.push(() => void (world.health = meanwhile))

    await keepHealth({ key, health }, oneMore, world.needs)

    expect(world.health?.failures).toBe(failures)
  })

  it('gives up when it loses five times, and answers with what is there', async () => {
    const world = aHealthWorld()
    const others = () =>
      void (world.health = { ...oneMore(world.health), revision: world.before.length + 10 })
    world.before.push(...Array.from({ length: 5 }, () => others))

    const health = await keepHealth({ key, health: undefined }, oneMore, world.needs)

    expect(health).toEqual(world.health)
    expect(world.health?.failures).toBe(5)
  })

  it('counts every failure when up to five attempts fail at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.scheduler(), async (attempts, order) => {
        const world = aHealthWorld()
        const needs = {
          ...world.needs,
          replaceHealth: order.scheduleFunction(world.needs.replaceHealth),
          findHealth: order.scheduleFunction(world.needs.findHealth),
        }
        const keeping = Array.from({ length: attempts }, () =>
          keepHealth({ key, health: undefined }, oneMore, needs),
        )
        await order.waitIdle()
        await Promise.all(keeping)

        expect(world.health).toMatchObject({ failures: attempts, revision: attempts - 1 })
      }),
    )
  })

  it('says when the circuit opened and closed, and why it opened', async () => {
    const world = aHealthWorld()
    const failure = { delivery: 'delivery-1', because: 'timeout: headers', version: 1, at: noon }
    const change = (health: Health | undefined) => failed(key, health, failure)
    let health: Health | undefined
    for (let count = 0; count < 5; count += 1) {
      health = await keepHealth({ key, health }, change, world.needs)
    }
    await keepHealth({ key, health }, () => aHealth(), world.needs)

    const ids = { marketplace: 'acme', webhook: 'webhook-1' }
    expect(world.lines).toEqual([
      { message: 'circuit opened', ...ids, because: 'timeout: headers' },
      { message: 'circuit closed', ...ids },
    ])
  })
})

describe('settle()', () => {
  it('tells everything once, and forgets it', async () => {
    const health = aHealth({ failures: 12, notices: [recovered, failing] })
    const world = aHealthWorld(health)

    const after = await settle(health, world.needs)

    expect(world.told).toEqual([recovered, failing])
    expect(after).toEqual(aHealth({ failures: 12, revision: 1 }))
    expect(world.health).toEqual(after)
    expect(world.lines).toMatchObject([
      { message: 'webhook recovered', webhook: 'webhook-1' },
      { message: 'webhook failing', webhook: 'webhook-1', stage: 'half', because: 'status 500' },
    ])
  })

  it('keeps notices that the bus did not take, and tells all of them later', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.refusals = 1

    await expect(settle(health, world.needs)).rejects.toThrow('the bus is away')
    expect(world.health).toEqual(health)
    await settle(health, world.needs)

    expect(world.told).toEqual([failing])
    expect(world.health?.notices).toEqual([])
  })

  it('tells again rather than never when it is stopped before the row is changed', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.before.push(() => {
      throw new Error('killed')
    })

    await expect(settle(health, world.needs)).rejects.toThrow('killed')
    await settle(health, world.needs)

    expect(world.told).toEqual([failing, failing])
  })

  it('disables the webhook, tells of it, and forgets how its receiver fared', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)

    const after = await settle(health, world.needs)

    expect(world.webhook).toEqual(
      aWebhook({
        enabled: false,
        disabled: { at: noon.toISOString(), because: 'status 500' },
        version: 2,
        changedBy: 'postrider',
        changedAt: noon.toISOString(),
      }),
    )
    expect(world.told).toEqual([disabled])
    expect([after, world.health]).toEqual([undefined, undefined])
  })

  it.each([
    ['was changed since', aWebhook({ version: 2 })],
    ['was disabled by a manager', aWebhook({ version: 2, enabled: false })],
    [
      'was disabled by an older notice',
      aWebhook({
        version: 4,
        enabled: false,
        disabled: { at: noon.toISOString(), because: 'status 410' },
      }),
    ],
  ])('lets a webhook be that %s, and tells nobody', async (_, webhook) => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health, webhook)

    await settle(health, world.needs)

    expect(world.webhook).toEqual(webhook)
    expect(world.told).toEqual([])
    expect(world.health).toBeUndefined()
  })

  it('tells of a webhook that was disabled before the bus failed', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)
    world.refusals = 1

    await expect(settle(health, world.needs)).rejects.toThrow('the bus is away')
    await settle(health, world.needs)

    expect(world.webhook).toMatchObject({ enabled: false, version: 2 })
    expect(world.told).toEqual([disabled])
  })

  it('throws when the webhook is being changed in that moment, and keeps the notice', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)
    const needs = { ...world.needs, replaceWebhook: () => Promise.resolve('stale' as const) }

    await expect(settle(health, needs)).rejects.toThrow(
      "Cannot disable the webhook 'webhook-1': it is being changed",
    )
    expect(world.health).toEqual(health)
  })

  it('forgets notices of a webhook that is gone', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.webhook = undefined

    await settle(health, world.needs)

    expect([world.told, world.health?.notices]).toEqual([[], []])
  })
})
