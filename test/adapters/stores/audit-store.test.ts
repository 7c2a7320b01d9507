import { describe, expect, it } from '@jest/globals'

import { webhooksIn } from '../../../adapters/stores/webhook-store.ts'
import type { AuditEntry } from '../../../core/audit/audit-entry.ts'
import type { AuditFilter } from '../../../core/manage/audit.ts'
import { afterNoon, anEntry, aWebhook, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const day = 24 * 3600

describe('the audit log in the table of webhooks', () => {
  it('has an entry for each saved change, and none for one that was not saved', async () => {
    const store = webhooksIn(await storeTable('webhooks'))
    const before = aWebhook()
    await store.addWebhook(before, anEntry({ action: 'webhook.created' }))
    const inTheWay = aWebhook({ id: 'webhook-2', url: before.url })
    await store.addWebhook(inTheWay, anEntry({ webhook: 'webhook-2' }))
    const stale = { ...before, version: 9 }
    await store.replaceWebhook({ ...before, version: 10 }, stale, anEntry({ by: 'outdated' }))
    await store.deleteWebhook(stale, anEntry({ action: 'webhook.deleted', by: 'outdated' }))

    const { entries } = await store.listAudit('acme', {}, { limit: 10, from: undefined })

    expect(entries.map(({ action }) => action)).toEqual(['webhook.created'])
  })

  it.each<[AuditFilter, number[]]>([
    [{}, [5, 4, 3, 2, 1, 0]],
    [{ webhook: 'webhook-1' }, [4, 2, 0]],
    [{ by: 'manager-2' }, [5, 4, 3]],
    [{ webhook: 'webhook-0', by: 'manager-2' }, [5, 3]],
    [{ action: 'secret.shown' }, [4]],
    [{ from: afterNoon(2), to: afterNoon(4) }, [4, 3, 2]],
    [{ from: afterNoon(5), to: afterNoon(1) }, []],
    [{ webhook: 'webhook-9' }, []],
  ])('lists the matches of %j, newest first, in pages of any size', async (filter, seconds) => {
    const store = webhooksIn(await storeTable('webhooks'))
    for (let second = 0; second < 6; second += 1) {
      const webhook = second % 2 === 0 ? 'webhook-1' : 'webhook-0'
      const by = second < 3 ? 'manager-1' : 'manager-2'
      const action = second === 4 ? 'secret.shown' : 'webhook.changed'
      await store.addAudit(anEntry({ at: afterNoon(second), webhook, by, action }))
    }

    for (const limit of [1, 2, 3, 100]) {
      const found = await pagesOf(limit, filter, store)
      expect(found.map(({ at }) => at)).toEqual(seconds.map(afterNoon))
    }
  })

  it('orders changes of the same millisecond by version', async () => {
    const store = webhooksIn(await storeTable('webhooks'))
    for (const version of [9, 11, 8, 10, 100]) {
      await store.addAudit(anEntry({ after: { version } }))
    }
    await store.addAudit(anEntry({ action: 'webhook.deleted', before: { version: 100 } }))

    const { entries } = await store.listAudit('acme', {}, { limit: 10, from: undefined })

    expect(entries.map(({ after }) => after?.['version'])).toEqual([
      ...[undefined, 100, 11, 10, 9, 8],
    ])
  })

  it('reads a bounded number of rows for a page without matches, and continues there', async () => {
    const store = webhooksIn(await storeTable('webhooks'))
    for (let second = 0; second < 1100; second += 1) {
      await store.addAudit(anEntry({ at: afterNoon(second), by: second === 0 ? 'a' : 'b' }))
    }

    const first = await store.listAudit('acme', { by: 'a' }, { limit: 2, from: undefined })
    const second = await store.listAudit('acme', { by: 'a' }, { limit: 2, from: first.next })

    expect([first.entries.length, second.entries.length]).toEqual([0, 1])
    expect(second.next).toBeUndefined()
  })

  it('expires entries after 400 days', async () => {
    const clock = { now: noon }
    const store = webhooksIn(await storeTable('webhooks', clock))
    await store.addAudit(anEntry())

    clock.now = new Date(noon.getTime() + 400 * day * 1000 - 1000)
    expect(await pagesOf(10, {}, store)).toEqual([anEntry()])
    clock.now = new Date(noon.getTime() + 400 * day * 1000)
    expect(await pagesOf(10, {}, store)).toEqual([])
  })

  it("does not appear among the marketplace's webhooks and routes", async () => {
    const store = webhooksIn(await storeTable('webhooks'))
    await store.addWebhook(aWebhook(), anEntry())

    expect(await store.findWebhooks('acme')).toEqual([aWebhook()])
    expect(await store.findRoutes('acme', 'SUBSCRIPTION')).toHaveLength(1)
  })
})

async function pagesOf(
  limit: number,
  filter: AuditFilter,
  { listAudit }: Pick<ReturnType<typeof webhooksIn>, 'listAudit'>,
): Promise<AuditEntry[]> {
  const found: AuditEntry[] = []
  let from: string | undefined
  do {
    const page = await listAudit('acme', filter, { limit, from })
    found.push(...page.entries)
    from = page.next
  } while (from !== undefined)
  return found
}
