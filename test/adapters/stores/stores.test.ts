import { describe, expect, it } from '@jest/globals'

import { webhooksIn } from '../../../adapters/stores/webhook-store.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { anEntry, aWebhook } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

/** Of one TransactWriteItems. */
const maxWritesOfDynamoDB = 100

describe('webhooksIn()', () => {
  it('finds a webhook of several resources once per resource', async () => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    await webhooks.addWebhook(aWebhook({ events: ['order.*', 'user.added'] }), anEntry())

    const actionsOf = async (resource: 'ORDER' | 'USER' | 'LEAD') =>
      (await webhooks.findRoutes('acme', resource)).flatMap(({ actions }) => actions)

    expect(await actionsOf('ORDER')).toEqual(['ADDED', 'CHANGED', 'REMOVED'])
    expect(await actionsOf('USER')).toEqual(['ADDED'])
    expect(await actionsOf('LEAD')).toEqual([])
  })

  it.each([
    [['order.*'], ['order.changed', 'user.added'], true],
    [['*'], ['lead.removed'], true],
    [['order.added'], ['order.changed', 'user.added'], false],
  ])('treats %j and %j at one URL as a conflict: %j', async (one, other, isConflict) => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    await webhooks.addWebhook(aWebhook({ events: one }), anEntry())

    const saved = await webhooks.addWebhook(
      aWebhook({ id: 'webhook-2', url: aWebhook().url, events: other }),
      anEntry(),
    )

    expect(saved).toEqual(isConflict ? { conflictsWith: 'webhook-1' } : 'saved')
  })

  it('moves a webhook with every event to another URL in one transaction', async () => {
    const table = await storeTable('webhooks')
    const sizes: number[] = []
    const webhooks = webhooksIn({
      ...table,
      write: (writes) => {
        sizes.push(writes.length)
        return table.write(writes)
      },
    })
    const before = aWebhook({ events: ['*'] })
    await webhooks.addWebhook(before, anEntry())

    const after = { ...before, url: 'https://erp.example.com/hook', version: 2 }

    expect(await webhooks.replaceWebhook(after, before, anEntry())).toBe('saved')
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxWritesOfDynamoDB)
    expect(await webhooks.findRoutes('acme', 'ORDER')).toHaveLength(3)
  })

  it('replaces a webhook only as it was read', async () => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    const before = aWebhook({ version: 1 })
    await webhooks.addWebhook(before, anEntry())

    const first = await webhooks.replaceWebhook(
      { ...before, description: 'mine', version: 2 },
      before,
      anEntry(),
    )
    const second = await webhooks.replaceWebhook(
      { ...before, description: 'yours', version: 2 },
      before,
      anEntry(),
    )

    const there = await webhooks.findWebhook(before.marketplace, before.id)
    expect([first, second]).toEqual(['saved', 'stale'])
    expect(there?.description).toBe('mine')
  })

  it.each(['replaces', 'removes'])(
    '%s no webhook whose signing secret was read since, although its version is the same',
    async (change) => {
      const webhooks = webhooksIn(await storeTable('webhooks'))
      const before = aWebhook()
      await webhooks.addWebhook(before, anEntry())
      const shown = { ...before, secretShownCount: 1, secretShownBy: 'manager-2' }
      await webhooks.replaceWebhook(shown, before, anEntry({ action: 'secret.shown' }))

      const saved = await (change === 'removes'
        ? webhooks.deleteWebhook(before, anEntry())
        : webhooks.replaceWebhook({ ...before, version: 2 }, before, anEntry()))

      expect(saved).toBe('stale')
      expect(await webhooks.findWebhook(before.marketplace, before.id)).toEqual(shown)
    },
  )

  it('deletes a webhook only if it is unchanged since it was read', async () => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    const before = aWebhook({ version: 1 })
    await webhooks.addWebhook(before, anEntry())
    await webhooks.replaceWebhook({ ...before, version: 2 }, before, anEntry())

    expect(await webhooks.deleteWebhook(before, anEntry())).toBe('stale')
    expect(await webhooks.findWebhook(before.marketplace, before.id)).toBeDefined()
  })

  it('reports a deleted webhook as gone, even if others have its routes by now', async () => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    const before = aWebhook({ version: 1 })
    await webhooks.addWebhook(before, anEntry())
    await webhooks.deleteWebhook(before, anEntry())

    const removed = await webhooks.deleteWebhook(before, anEntry())
    const replaced = await webhooks.replaceWebhook({ ...before, version: 2 }, before, anEntry())
    await webhooks.addWebhook({ ...before, id: 'webhook-2' }, anEntry())
    const inTheWay = await webhooks.replaceWebhook({ ...before, version: 2 }, before, anEntry())

    expect([removed, replaced, inTheWay]).toEqual(['gone', 'gone', 'gone'])
  })
})

describe('The filter of a webhook', () => {
  const filter = JSON.stringify({
    resource: { content: { amount: [12345678901, { exists: false }] } },
  })
  const amount = (value: number) => ({ resource: { content: { amount: value } } })

  it('is stored verbatim, found by its route, and compiled once for a version', async () => {
    const table = await storeTable('webhooks')
    let reads = 0
    const get: typeof table.get = (...which) => {
      reads += 1
      return table.get(...which)
    }
    const webhooks = webhooksIn({ ...table, get })
    await webhooks.addWebhook(aWebhook({ filter }), anEntry())
    const [route] = await webhooks.findRoutes('acme', 'SUBSCRIPTION')
    if (route === undefined) throw new Error('The webhook has no route')

    const pattern = await webhooks.findPattern('acme', route)
    const again = await webhooks.findPattern('acme', route)

    expect(route).toMatchObject({ isFiltered: true, version: 1 })
    expect([pattern?.matches(amount(12345678901)), pattern?.matches(amount(1))]).toEqual([
      true,
      false,
    ])
    expect([again === pattern, reads]).toEqual([true, 1])
    expect(await webhooks.findWebhook('acme', 'webhook-1')).toMatchObject({ filter })
  })

  it('is the newest one, even when its route was read before a change', async () => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    const before = aWebhook({ filter })
    await webhooks.addWebhook(before, anEntry())
    const [route] = await webhooks.findRoutes('acme', 'SUBSCRIPTION')
    if (route === undefined) throw new Error('The webhook has no route')
    const newer = JSON.stringify({ resourceAction: ['REMOVED'] })
    await webhooks.replaceWebhook({ ...before, filter: newer, version: 2 }, before, anEntry())

    const pattern = await webhooks.findPattern('acme', route)

    expect(pattern?.matches({ resourceAction: 'REMOVED' })).toBe(true)
  })

  it.each([
    ['has none', {}],
    ['has one that this version does not accept', { filter: '{"a":[{"like":"b"}]}' }],
  ])('keeps nothing out when the webhook %s', async (_, overrides) => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    await webhooks.addWebhook(aWebhook(overrides), anEntry())
    const [route] = await webhooks.findRoutes('acme', 'SUBSCRIPTION')
    if (route === undefined) throw new Error('The webhook has no route')

    expect(await webhooks.findPattern('acme', route)).toBeUndefined()
  })
})

describe('The routes of a webhook', () => {
  const route = { webhook: 'webhook-1', enabled: true }
  const open = [
    { ...route, actions: ['ADDED'] },
    { ...route, actions: ['CHANGED'] },
  ]
  const limited = open.map((one) => ({ ...one, isLimited: true }))

  it.each<[string, Partial<Webhook>, Partial<Webhook>, object[]]>([
    ['are limited when it has limits', {}, { limits: { perSecond: 5 } }, limited],
    [
      'stay limited when its limits change',
      { limits: { perSecond: 5 } },
      { limits: { inFlight: 1 } },
      limited,
    ],
    [
      'stay limited when something else changes',
      { limits: { inFlight: 1 } },
      { limits: { inFlight: 1 }, description: 'CRM' },
      limited,
    ],
    ['are no longer limited when its limits are removed', { limits: { perSecond: 5 } }, {}, open],
    ['are not limited by other settings', {}, { timeLimitSeconds: 5, retryWaitsSeconds: [] }, open],
  ])('%s', async (_, first, then, expected) => {
    const webhooks = webhooksIn(await storeTable('webhooks'))
    const events = ['subscription.added', 'subscription.changed']
    const before = aWebhook({ ...first, events })
    await webhooks.addWebhook(before, anEntry())
    const atFirst = await webhooks.findRoutes('acme', 'SUBSCRIPTION')

    const after = aWebhook({ ...then, events, version: 2 })
    await webhooks.replaceWebhook(after, before, anEntry())

    const at = (version: number, routes: readonly object[]) =>
      routes.map((one) => ({ ...one, version }))
    expect(atFirst).toEqual(at(1, first.limits === undefined ? open : limited))
    expect(await webhooks.findRoutes('acme', 'SUBSCRIPTION')).toEqual(at(2, expected))
    expect(await webhooks.findWebhook('acme', after.id)).toEqual(after)
  })
})
