import * as z from 'zod'

import type { Key, Table } from '../../core/ports.ts'
import type { RecentDispatch } from '../../core/wake/dispatch.ts'
import type { WebhookKey } from '../../core/webhooks/webhook.ts'

const Swept = z.object({ upTo: z.string() })

const RecentDispatchItem = z.object({
  recent: z.array(z.object({ at: z.iso.datetime(), count: z.int().positive() })),
})

/** So long a row of what was released is there, in seconds; it tells of the last second. */
const keptSeconds = 60

/** In the table of what waits: how far sweeps went, and what a webhook with a rate let go. */
export function sweepsIn(table: Table, now: () => Date) {
  return {
    findSwept: async (marketplace: string): Promise<string | undefined> => {
      const item = await table.get(sweptKey(marketplace))
      return item === undefined ? undefined : Swept.parse(item).upTo
    },

    keepSwept: async (marketplace: string, upTo: string): Promise<void> => {
      await table.write([{ put: { ...sweptKey(marketplace), upTo } }])
    },

    findRecentDispatches: async (webhook: WebhookKey): Promise<RecentDispatch[]> => {
      const item = await table.get(recentDispatchKey(webhook))
      return item === undefined ? [] : RecentDispatchItem.parse(item).recent
    },

    saveRecentDispatches: async (
      webhook: WebhookKey,
      recent: readonly RecentDispatch[],
    ): Promise<void> => {
      const expiresAt = Math.ceil(now().getTime() / 1000) + keptSeconds
      await table.write([{ put: { ...recentDispatchKey(webhook), recent, expiresAt } }])
    },
  }
}

function sweptKey(marketplace: string): Key {
  return { pk: marketplace, sk: 'swept' }
}

function recentDispatchKey({ marketplace, id }: WebhookKey): Key {
  return { pk: `${marketplace}#${id}`, sk: 'released' }
}
