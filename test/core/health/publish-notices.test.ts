import { describe, expect, it } from '@jest/globals'

import { type Health, healthy } from '../../../core/health/health.ts'
import { publishOverdueNotices } from '../../../core/health/record-health.ts'
import type { Notice } from '../../../core/health/notice.ts'
import { aWebhook, noon } from '../../support/builders.ts'
import { aHealthWorld } from '../../support/health-world.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const facts = { at: noon.toISOString(), failingSince: noon.toISOString(), reason: 'status 500' }
const recovered: Notice = {
  kind: 'recovered',
  at: noon.toISOString(),
  failingSince: noon.toISOString(),
}
const failing: Notice = { kind: 'failing', stage: 'half', ...facts, disablesAt: noon.toISOString() }
const disabled: Notice = { kind: 'disabled', version: 1, ...facts }

const aHealth = (overrides: Partial<Health> = {}): Health => ({ ...healthy(key), ...overrides })

describe('publishOverdueNotices()', () => {
  it('publishes each notice once, and removes it', async () => {
    const health = aHealth({ failures: 12, notices: [recovered, failing] })
    const world = aHealthWorld(health)

    const after = await publishOverdueNotices(health, world.ports)

    expect(world.published).toEqual([recovered, failing])
    expect(after).toEqual(aHealth({ failures: 12, revision: 1 }))
    expect(world.health).toEqual(after)
    expect(world.lines).toMatchObject([
      { message: 'webhook recovered', webhook: 'webhook-1' },
      { message: 'webhook failing', webhook: 'webhook-1', stage: 'half', reason: 'status 500' },
    ])
  })

  it('keeps notices that the bus rejected, and publishes all of them later', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.refusals = 1

    await publishOverdueNotices(health, world.ports)
    expect(world.health).toEqual(health)
    expect(world.lines).toMatchObject([
      { level: 'ERROR', message: "Cannot publish 'webhook.failing': the bus is full" },
    ])
    await publishOverdueNotices(health, world.ports)

    expect(world.published).toEqual([failing])
    expect(world.health?.notices).toEqual([])
  })

  it('publishes twice rather than never when it is killed before the row is changed', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.before.push(() => {
      throw new Error('killed')
    })

    await expect(publishOverdueNotices(health, world.ports)).rejects.toThrow('killed')
    await publishOverdueNotices(health, world.ports)

    expect(world.published).toEqual([failing, failing])
  })

  it('disables the webhook, and publishes a notice', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)

    const after = await publishOverdueNotices(health, world.ports)

    expect(world.webhook).toEqual(
      aWebhook({
        enabled: false,
        disabled: { at: world.now.toISOString(), by: 'postrider', reason: 'status 500' },
        version: 2,
        changedBy: 'postrider',
        changedAt: world.now.toISOString(),
      }),
    )
    expect(world.published).toEqual([disabled])
    expect(world.health).toEqual(after)
    expect(after?.notices).toEqual([])
  })

  it('adds an audit entry with the router as its actor, and the reason', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)

    await publishOverdueNotices(health, world.ports)

    const at = world.now.toISOString()
    expect(world.entries).toMatchObject([
      {
        at,
        by: 'postrider',
        action: 'webhook.disabled',
        webhook: 'webhook-1',
        before: { enabled: true, version: 1 },
        after: { enabled: false, version: 2, disabled: { at, reason: 'status 500' } },
      },
    ])
  })

  it.each([
    ['was changed meanwhile', aWebhook({ version: 2 })],
    ['was disabled by a manager', aWebhook({ version: 2, enabled: false })],
    [
      'was disabled by an older notice',
      aWebhook({
        version: 4,
        enabled: false,
        disabled: { at: noon.toISOString(), reason: 'status 410' },
      }),
    ],
  ])('does not disable a webhook that %s, and publishes nothing', async (_, webhook) => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health, webhook)

    await publishOverdueNotices(health, world.ports)

    expect(world.webhook).toEqual(webhook)
    expect(world.published).toEqual([])
    expect(world.health?.notices).toEqual([])
  })

  it('publishes a notice of a webhook that was disabled before the bus failed', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)
    world.refusals = 1

    await publishOverdueNotices(health, world.ports)
    await publishOverdueNotices(health, world.ports)

    expect(world.webhook).toMatchObject({ enabled: false, version: 2 })
    expect(world.published).toEqual([disabled])
  })

  it('keeps the notice when the webhook is changed at the same time', async () => {
    const health = aHealth({ notices: [disabled] })
    const world = aHealthWorld(health)
    const ports = { ...world.ports, replaceWebhook: () => Promise.resolve('stale' as const) }

    await publishOverdueNotices(health, ports)

    expect(world.health).toEqual(health)
  })

  it('removes the notices of a deleted webhook', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.webhook = undefined

    await publishOverdueNotices(health, world.ports)

    expect([world.published, world.health?.notices]).toEqual([[], []])
  })

  it('leaves a fresh notice to the process that wrote it', async () => {
    const health = aHealth({ notices: [failing] })
    const world = aHealthWorld(health)
    world.now = noon

    expect(await publishOverdueNotices(health, world.ports)).toBe(health)
    expect(world.published).toEqual([])
  })
})
