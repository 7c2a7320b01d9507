import { describe, expect, it } from '@jest/globals'

import { integrationEventsIn } from '../../../adapters/stores/integration-event-store.ts'
import type { EventFilter } from '../../../core/integration/integration-store.ts'
import type { IntegrationEvent } from '../../../core/integration/integration-event.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { allOf } from '../../support/all-of.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'
import { anEventRow, endedRow } from '../../support/integration-rows.ts'
import { storeTable } from '../../support/store-table.ts'

const dayMs = 86_400_000
const all = { limit: 100, from: undefined }

async function aStore(clock = { now: noon }) {
  return integrationEventsIn(await storeTable('integrations', clock))
}

/** Events of the same minute, without locks. */
function manyRows(count: number, changes: Partial<IntegrationEvent> = {}): IntegrationEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, '0')
    const { subject, ...row } = anEventRow({
      token: `token-${number}`,
      createdAt: afterNoon(index),
      ...changes,
    })
    return row
  })
}

describe('integrationEventsIn()', () => {
  it('finds an event as it was added, without what places it in lists', async () => {
    const store = await aStore()
    const event = anEventRow()

    expect(await store.addIntegrationEvent(event)).toBe('added')
    expect(await store.findIntegrationEvent('token-1')).toEqual(event)
    expect(await store.findIntegrationEvent('token-2')).toBeUndefined()
  })

  it('replaces an event only as it was read', async () => {
    const store = await aStore()
    const event = anEventRow()
    await store.addIntegrationEvent(event)
    const calling = { ...event, stage: 'calling', revision: 2 } as const

    expect(await store.replaceIntegrationEvent(calling, event)).toBe(true)
    expect(await store.replaceIntegrationEvent({ ...calling, stage: 'called' }, event)).toBe(false)
    expect(await store.findIntegrationEvent('token-1')).toEqual(calling)
  })

  it('tries again when what blocked an event has ended just then', async () => {
    const table = await storeTable('integrations', { now: noon })
    let refusals = 2
    const store = integrationEventsIn({
      ...table,
      write: (writes) => {
        refusals -= 1
        return refusals >= 0 ? Promise.resolve(false) : table.write(writes)
      },
    })

    expect(await store.addIntegrationEvent(anEventRow())).toBe('added')
    refusals = 10
    await expect(
      store.addIntegrationEvent(anEventRow({ token: 't', subject: 'x' })),
    ).rejects.toThrow('others of its subject begin and end')
  })

  it('admits one pending event of a subscription, until it ends', async () => {
    const store = await aStore()
    const first = anEventRow()
    await store.addIntegrationEvent(first)
    const second = anEventRow({ token: 'token-2' })

    expect(await store.addIntegrationEvent(second)).toEqual({ blockedBy: 'token-1' })
    await store.replaceIntegrationEvent(endedRow({ success: true }, { revision: 2 }), first)
    expect(await store.addIntegrationEvent(second)).toBe('added')
  })

  it.each([
    ['of another product', { product: 'product-2' }],
    ['of another marketplace', { marketplace: 'globex' }],
    ['of another subscription', { subject: 'subscription-2' }],
  ])('admits a second one %s', async (_, changes) => {
    const store = await aStore()
    await store.addIntegrationEvent(anEventRow())

    expect(await store.addIntegrationEvent(anEventRow({ token: 'token-2', ...changes }))).toBe(
      'added',
    )
  })

  it('recognises a bus event that comes twice, also after its event ended', async () => {
    const store = await aStore()
    const first = anEventRow()
    await store.addIntegrationEvent(first, 'bus-1')
    await store.replaceIntegrationEvent(endedRow({ success: true }, { revision: 2 }), first)

    const again = anEventRow({ token: 'token-2' })

    expect(await store.addIntegrationEvent(again, 'bus-1')).toEqual({ sameAs: 'token-1' })
    expect(await store.addIntegrationEvent(again, 'bus-2')).toBe('added')
  })

  it('forgets the id of a bus event after 30 days', async () => {
    const clock = { now: noon }
    const store = await aStore(clock)
    await store.addIntegrationEvent(endedRow({ success: true }), 'bus-1')

    clock.now = new Date(noon.getTime() + 30 * dayMs - 1000)
    const early = await store.addIntegrationEvent(
      endedRow({ success: true }, { token: 'token-2' }),
      'bus-1',
    )
    clock.now = new Date(noon.getTime() + 30 * dayMs)
    const late = await store.addIntegrationEvent(
      endedRow({ success: true }, { token: 'token-2' }),
      'bus-1',
    )

    expect([early, late]).toEqual([{ sameAs: 'token-1' }, 'added'])
  })

  it('stores an event for a year after it ended, and a pending one as long as it is pending', async () => {
    const clock = { now: noon }
    const store = await aStore(clock)
    await store.addIntegrationEvent(endedRow({ success: true }))
    await store.addIntegrationEvent(anEventRow({ token: 'token-2', stage: 'called' }))
    const tokens = async () =>
      (await store.listIntegrationEvents('acme', {}, all)).events.map(({ token }) => token).sort()

    clock.now = new Date(noon.getTime() + 365 * dayMs - 1000)
    expect(await tokens()).toEqual(['token-1', 'token-2'])
    clock.now = new Date(noon.getTime() + 365 * dayMs)
    expect(await tokens()).toEqual(['token-2'])
  })

  it('lists the newest first, of one marketplace only, page by page', async () => {
    const store = await aStore()
    for (const row of manyRows(5)) await store.addIntegrationEvent(row)
    await store.addIntegrationEvent(anEventRow({ token: 'other', marketplace: 'acme2' }))
    const pageFrom = (from: string | undefined) =>
      store.listIntegrationEvents('acme', {}, { limit: 2, from })

    const first = await pageFrom(undefined)
    const second = await pageFrom(first.next)
    const third = await pageFrom(second.next)

    const pages = [first, second, third].map(({ events }) => events.map(({ token }) => token))
    expect(pages).toEqual([['token-004', 'token-003'], ['token-002', 'token-001'], ['token-000']])
    expect(third.next).toBeUndefined()
  })

  const change = anIntegrationEvent('SUBSCRIPTION_CHANGE')
  const failed = endedRow(
    { success: false, errorCode: 'ACCOUNT_NOT_FOUND', message: 'No such account' },
    { token: 'failed', asked: { ...change, orderId: 'order-7' }, createdAt: afterNoon(60) },
  )

  it.each<[string, EventFilter, string[]]>([
    ['a status', { status: 'failed' }, ['failed']],
    ['a type', { type: 'SUBSCRIPTION_ORDER' }, ['token-1', 'theirs']],
    ['a product', { product: 'product-2' }, ['theirs']],
    ['an order', { orderId: 'order-7' }, ['failed']],
    ['a vendor', { vendor: 'initech' }, ['theirs']],
    ['a vendor and a status', { vendor: 'globex', status: 'pending' }, ['token-1']],
    ['a text of the result, in any case', { text: 'no SUCH' }, ['failed']],
    ['the name of a company', { text: 'example ltd' }, ['token-1', 'theirs']],
    ['the address of a purchaser', { text: 'ada@' }, ['failed', 'token-1', 'theirs']],
    ['a time, both ends included', { from: afterNoon(60), to: afterNoon(60) }, ['failed']],
    ['nothing that is there', { text: 'absent' }, []],
  ])('lists by %s', async (_, filter, expected) => {
    const store = await aStore()
    const theirs = {
      token: 'theirs',
      vendor: 'initech',
      product: 'product-2',
      createdAt: afterNoon(-60),
    }
    for (const row of [anEventRow(), failed, anEventRow(theirs)])
      await store.addIntegrationEvent(row)

    const { events } = await store.listIntegrationEvents('acme', filter, all)

    expect(events.map(({ token }) => token)).toEqual(expected)
  })

  it('finds the few that match among many, past a page of rows', async () => {
    const store = await aStore()
    for (const row of manyRows(130)) await store.addIntegrationEvent(row)
    await store.addIntegrationEvent({ ...failed, createdAt: afterNoon(-60) })

    const { events, next } = await store.listIntegrationEvents('acme', { status: 'failed' }, all)

    expect(events.map(({ token }) => token)).toEqual(['failed'])
    expect(next).toBeUndefined()
  })

  it('finds events of all marketplaces that are open: pending, or not yet published', async () => {
    const store = await aStore()
    const isUnpublished = true as const
    for (const row of [
      anEventRow({ token: 'queued' }),
      anEventRow({ token: 'called', marketplace: 'globex', stage: 'called' }),
      endedRow({ success: true }, { token: 'unpublished', isUnpublished }),
      endedRow({ success: true }, { token: 'done' }),
    ]) {
      await store.addIntegrationEvent(row)
    }

    const open = await allOf(store.findOpenEvents())

    expect(open.map(({ token }) => token).sort()).toEqual(['called', 'queued', 'unpublished'])
  })

  it('finds each of more open events than fit a page, once', async () => {
    const store = await aStore()
    for (const row of manyRows(205)) await store.addIntegrationEvent(row)

    const open = await allOf(store.findOpenEvents())

    expect(new Set(open.map(({ token }) => token)).size).toBe(205)
    expect(open).toHaveLength(205)
  })
})
