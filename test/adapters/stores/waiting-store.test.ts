import { describe, expect, it } from '@jest/globals'

import { healthIn } from '../../../adapters/stores/health-store.ts'
import { sweepsIn } from '../../../adapters/stores/sweep-store.ts'
import { waitingIn } from '../../../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../../../adapters/stores/wake-up-store.ts'
import { healthy } from '../../../core/health/health.ts'
import type { WaitingRow } from '../../../core/waiting/waiting-row.ts'
import { allOf } from '../../support/all-of.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }

/** A row that is due this many seconds after noon. */
function aRow(dueInSeconds: number, overrides: Partial<WaitingRow> = {}): WaitingRow {
  return {
    marketplace: 'acme',
    endpoint: 'webhook-1',
    delivery: `delivery-${dueInSeconds}`,
    dueAt: afterNoon(dueInSeconds),
    number: 2,
    ...overrides,
  }
}

/** The table of waiting deliveries, with these rows. */
async function aStore(rows: readonly WaitingRow[] = []) {
  const table = await storeTable('waiting')
  const waiting = waitingIn(table, { retentionDays: 90 })
  for (const row of rows) await waiting.park(row)
  return { table, ...waiting }
}

const leased = (row: WaitingRow, seconds: number) => ({ ...row, leasedUntil: afterNoon(seconds) })

describe('waitingIn() finds the rows that are due', () => {
  const rows = [aRow(30), aRow(-10), aRow(0), aRow(-20, { endpoint: 'webhook-10' })]

  it.each([
    ['by a time, inclusive', afterNoon(0), 10, [-10, 0]],
    ['up to the limit, earliest first', afterNoon(0), 1, [-10]],
    ['at any time', undefined, 10, [-10, 0, 30]],
  ])('%s', async (_, dueBy, limit, expected) => {
    const store = await aStore(rows)

    const found = await store.findWaiting(webhook, dueBy, limit)

    expect(found).toMatchObject(expected.map((seconds) => aRow(seconds)))
    expect(found).toHaveLength(expected.length)
  })

  it('but not deleted ones', async () => {
    const store = await aStore(rows)

    await store.removeWaiting([aRow(0), aRow(77)])

    expect(await store.findWaiting(webhook, undefined, 10)).toHaveLength(2)
  })
})

describe('waitingIn() leases', () => {
  it('a row into a separate range, first to expire first', async () => {
    const store = await aStore([aRow(-10), aRow(0), aRow(30)])

    await store.lease([aRow(-10)], afterNoon(3600))
    await store.lease([aRow(0)], afterNoon(1800))

    expect(await store.findWaiting(webhook, undefined, 10)).toMatchObject([aRow(30)])
    expect(await store.findLeased(webhook, 10)).toMatchObject([
      leased(aRow(0), 1800),
      leased(aRow(-10), 3600),
    ])
    expect(await store.findLeased(webhook, 1)).toHaveLength(1)
  })

  it('an expired lease again, with one row left', async () => {
    const store = await aStore([aRow(-10)])
    await store.lease([aRow(-10)], afterNoon(3600))

    await store.lease([leased(aRow(-10), 3600)], afterNoon(7200))

    expect(await store.findLeased(webhook, 10)).toMatchObject([leased(aRow(-10), 7200)])
  })

  it('no row that was deleted', async () => {
    const store = await aStore()

    await store.lease([aRow(-10)], afterNoon(3600))

    expect(await store.findLeased(webhook, 10)).toEqual([])
  })

  it('a row until it is deleted by its lease', async () => {
    const store = await aStore([aRow(-10)])
    await store.lease([aRow(-10)], afterNoon(3600))

    await store.removeWaiting([leased(aRow(-10), 3600)])

    expect(await store.findLeased(webhook, 10)).toEqual([])
  })
})

describe('waitingIn() finds webhooks', () => {
  it('that have waiting or leased rows, and no others', async () => {
    const store = await aStore([
      aRow(0, { endpoint: 'waiting' }),
      aRow(1, { endpoint: 'waiting' }),
      aRow(0, { endpoint: 'leased' }),
    ])
    await store.lease([aRow(0, { endpoint: 'leased' })], afterNoon(3600))
    const idle = { marketplace: 'acme', id: 'idle' }
    const wakeUps = wakeUpsIn(store.table, () => Promise.resolve())
    await wakeUps.setWakeUp(idle, afterNoon(0), undefined)
    await sweepsIn(store.table, () => noon).saveRecentDispatches(idle, [])
    await sweepsIn(store.table, () => noon).saveSwept('acme', afterNoon(0))
    await healthIn(store.table).replaceHealth(healthy(idle), undefined)

    const found = await allOf(store.findAllWaiting(undefined))

    const waiting = found.flatMap(({ waiting: key }) => (key && 'id' in key ? [key.id] : []))
    expect(waiting.sort()).toEqual(['leased', 'waiting'])
  })

  it('after a position', async () => {
    const ids = ['webhook-1', 'webhook-2', 'webhook-3']
    const store = await aStore(ids.map((id) => aRow(0, { endpoint: id })))
    const all = await allOf(store.findAllWaiting(undefined))

    const rest = await allOf(store.findAllWaiting(all[0]?.place))

    expect(rest).toEqual(all.slice(1))
    expect(all).toHaveLength(3)
  })
})
