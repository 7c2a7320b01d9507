import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { healthy } from '../../../core/health/health.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { afterNoon, aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

type Query = Record<string, string>
type Listed = { items: { id: string; health: { state: string } }[]; cursor?: string }

const webhooks = [
  aWebhook({ id: 'w-1', url: 'https://b.example.com/CRM', createdAt: afterNoon(5) }),
  aWebhook({
    id: 'w-2',
    url: 'https://a.example.com/',
    events: ['user.added'],
    createdAt: afterNoon(4),
  }),
  aWebhook({ id: 'w-3', url: 'https://c.example.com/', enabled: false, changedAt: afterNoon(9) }),
  aWebhook({
    id: 'w-4',
    url: 'https://d.example.com/',
    events: ['subscription.added', 'subscription.removed'],
  }),
  aWebhook({
    id: 'w-5',
    url: 'https://e.example.com/',
    description: 'Buchhaltung (Fäktura)',
    authentication: { type: 'TOKEN', sealed: 'c2VhbGVk' },
  }),
]
const health = [
  { ...healthy({ marketplace: 'acme', id: 'w-1' }), failures: 2 },
  { ...healthy({ marketplace: 'acme', id: 'w-2' }), pausedUntil: afterNoon(60) },
  {
    ...healthy({ marketplace: 'acme', id: 'w-5' }),
    failures: 5,
    circuit: { openedAt: afterNoon(-9), probes: 0, nextProbeAt: afterNoon(9) },
  },
]
const aList = () => aManagement({ webhooks, health })

async function idsOf(query: Query, world = aList()): Promise<string[]> {
  const response = bodyOf(await world.ask('GET /webhooks', { role: 'viewer', query })) as Listed
  return response.items.map(({ id }) => id)
}

describe('GET /webhooks with a filter', () => {
  it.each<[Query, string[]]>([
    [{ resource: 'USER' }, ['w-2']],
    [{ action: 'DELETED' }, ['w-4']],
    [{ action: 'Added', resource: 'USER' }, ['w-2']],
    [{ enabled: 'false' }, ['w-3']],
    [{ enabled: 'true', resource: 'SUBSCRIPTION' }, ['w-4', 'w-5', 'w-1']],
    [{ state: 'healthy' }, ['w-4']],
    [{ state: 'failing' }, ['w-1']],
    [{ state: 'retry-after' }, ['w-2']],
    [{ state: 'circuit-open' }, ['w-5']],
    [{ state: 'disabled' }, ['w-3']],
    [{ authentication: 'TOKEN' }, ['w-5']],
    [{ authentication: 'OAUTH2_CLIENT_CREDENTIALS' }, []],
    [{ search: 'crm' }, ['w-1']],
    [{ search: 'FÄKTURA' }, ['w-5']],
    [{ search: 'W-3' }, ['w-3']],
    [{ search: '' }, ['w-3', 'w-4', 'w-5', 'w-2', 'w-1']],
    [{ search: 'nowhere' }, []],
  ])('%j lists %j', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids)
  })

  it.each<[Query, string]>([
    [{ resource: 'USERS' }, 'resource'],
    [{ action: 'UPDATED' }, 'action'],
    [{ enabled: 'yes' }, 'enabled'],
    [{ state: 'ill' }, 'state'],
    [{ authentication: 'DIGEST' }, 'authentication'],
    [{ search: 'x'.repeat(201) }, 'search'],
    [{ sort: 'id' }, 'sort'],
    [{ order: 'up' }, 'order'],
  ])('answers 400 to %j', async (query, path) => {
    const response = await aList().ask('GET /webhooks', { query })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })
})

describe('GET /webhooks with a sort field', () => {
  it.each<[Query, string[]]>([
    [{}, ['w-3', 'w-4', 'w-5', 'w-2', 'w-1']],
    [{ order: 'desc' }, ['w-1', 'w-2', 'w-5', 'w-4', 'w-3']],
    [{ sort: 'changedAt', order: 'desc' }, ['w-3', 'w-5', 'w-4', 'w-2', 'w-1']],
    [{ sort: 'name' }, ['w-5', 'w-2', 'w-1', 'w-3', 'w-4']],
    [{ sort: 'url' }, ['w-2', 'w-1', 'w-3', 'w-4', 'w-5']],
    [{ sort: 'resource', order: 'desc' }, ['w-2', 'w-5', 'w-4', 'w-3', 'w-1']],
    [{ sort: 'state' }, ['w-4', 'w-1', 'w-2', 'w-5', 'w-3']],
    [{ sort: 'state', order: 'desc' }, ['w-3', 'w-5', 'w-2', 'w-1', 'w-4']],
  ])('%j shows %j', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids)
  })

  it('returns a short cursor, however long the URLs are', async () => {
    const long = ['a', 'b'].map((id) =>
      aWebhook({ id, url: `https://crm.example.com/${'é'.repeat(900)}/${id}` }),
    )
    const world = aManagement({ webhooks: long })
    const first = bodyOf(
      await world.ask('GET /webhooks', { query: { sort: 'url', limit: '1' } }),
    ) as Listed

    const query = { sort: 'url', limit: '1', cursor: first.cursor ?? '' }
    expect(await idsOf(query, world)).toEqual(['b'])
  })

  it.each(['createdAt', 'changedAt', 'name', 'url', 'resource', 'state'])(
    'by %s lists each webhook once that exists all the time, while others are added and deleted',
    async (sort) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('asc', 'desc'),
          fc.integer({ min: 1, max: 4 }),
          fc.array(fc.constantFrom('w-1', 'w-2', 'w-3', 'w-4', 'w-5'), { maxLength: 3 }),
          async (order, limit, gone) => {
            const world = aList()
            const leaving = [...gone]
            const seen: string[] = []
            let query: Query | undefined = { sort, order, limit: String(limit) }
            while (query !== undefined) {
              const page: Listed = bodyOf(await world.ask('GET /webhooks', { query })) as Listed
              seen.push(...page.items.map(({ id }) => id))
              world.takeWebhook(leaving.pop() ?? '')
              world.saveWebhook(aNewcomer(seen.length))
              query = page.cursor === undefined ? undefined : { ...query, cursor: page.cursor }
              if (seen.length > 40) throw new Error('The list has no end')
            }

            const stayed = webhooks.filter(({ id }) => world.webhooks.has(id))
            expect(new Set(seen).size).toBe(seen.length)
            expect(seen).toEqual(expect.arrayContaining(stayed.map(({ id }) => id)))
          },
        ),
        { numRuns: 30 },
      )
    },
  )
})

/** First or last, by any sort field. */
function aNewcomer(number: number): Webhook {
  const isFirst = number % 2 === 0
  return aWebhook({
    id: `n-${number}`,
    url: `https://${isFirst ? 'a' : 'z'}.example.com/${number}`,
    createdAt: afterNoon(isFirst ? -100 : 100 - number),
    changedAt: afterNoon(isFirst ? -100 : 100 - number),
  })
}
