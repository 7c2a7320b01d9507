import type { Key, Table } from '../../core/ports.ts'
import type { RecentDispatch, RecentDispatchStore } from '../../core/wake/rate-limit.ts'
import type { SweepStore } from '../../core/wake/sweep-store.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import { rowIn } from './row.ts'

type RecentDispatches = { recent: RecentDispatch[] }

/** Recent dispatches matter for one second; their row expires after this many. */
const retentionSeconds = 60

type Sweeps = Pick<SweepStore, 'findSwept' | 'saveSwept'> & RecentDispatchStore

/**
 * In the waiting table: how far sweeps have come, and the recent dispatches of rate-limited
 * webhooks.
 */
export function sweepsIn(table: Table, now: () => Date): Sweeps {
  return {
    findSwept: async (marketplace) => {
      const row = rowIn<{ upTo: string }>(await table.get(sweptKey(marketplace)))
      return row?.upTo
    },

    saveSwept: async (marketplace, upTo) => {
      await table.write([{ put: { ...sweptKey(marketplace), upTo } }])
    },

    findRecentDispatches: async (webhook) => {
      const row = rowIn<RecentDispatches>(await table.get(recentDispatchKey(webhook)))
      return row?.recent ?? []
    },

    saveRecentDispatches: async (webhook, recent) => {
      const expiresAt = Math.ceil(now().getTime() / 1000) + retentionSeconds
      await table.write([{ put: { ...recentDispatchKey(webhook), recent, expiresAt } }])
    },
  }
}

function sweptKey(marketplace: string): Key {
  return { pk: marketplace, sk: 'swept' }
}

function recentDispatchKey({ marketplace, id }: EndpointKey): Key {
  return { pk: `${marketplace}#${id}`, sk: 'dispatched' }
}
