import { describe, expect, it } from '@jest/globals'

import type { AuditEntry } from '../../../core/audit/audit-entry.ts'
import { anEvent, aWaitingDelivery, aWebhook, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const body = { url: 'https://new.example.com/hook', resource: 'USER', actions: ['ADDED'] }
const headers = { 'if-match': '*' }
const about = { by: 'manager-1', webhook: 'webhook-1' }
type Items = { items: Omit<AuditEntry, 'marketplace'>[]; cursor?: string }

function aWorld() {
  return aManagement({
    webhooks: [aWebhook()],
    events: [anEvent()],
    deliveries: [aWaitingDelivery(1, 600)],
  })
}

async function entriesOf(world: ReturnType<typeof aWorld>, query: Record<string, string> = {}) {
  const response = await world.ask('GET /audit', { role: 'viewer', query })
  return (bodyOf(response) as Items).items
}

describe('the audit log', () => {
  it.each<[string, object, object]>([
    [
      'POST /webhooks',
      { body },
      {
        action: 'webhook.created',
        webhook: 'new-1',
        after: { url: body.url, events: ['user.added'] },
      },
    ],
    [
      'PATCH /webhooks/webhook-1',
      { body: { description: 'CRM' }, headers },
      { ...about, action: 'webhook.changed', before: { description: '' } },
    ],
    ['POST /webhooks/webhook-1/disable', {}, { ...about, action: 'webhook.disabled' }],
    ['DELETE /webhooks/webhook-1', {}, { ...about, action: 'webhook.deleted', before: {} }],
    [
      'GET /webhooks/webhook-1/secret',
      {},
      { ...about, action: 'secret.shown', after: { secretShownCount: 1 } },
    ],
    ['POST /webhooks/webhook-1/secret/rotate', {}, { ...about, action: 'secret.rotated' }],
    [
      'POST /webhooks/webhook-1/test',
      {},
      { ...about, action: 'webhook.tested', delivery: expect.any(String) },
    ],
    [
      'POST /webhooks/webhook-1/recover',
      { body: { from: noon.toISOString() } },
      {
        ...about,
        action: 'recovery.started',
        recovery: expect.any(String),
        selection: { from: noon.toISOString(), statuses: ['failed', 'skipped'], total: 0 },
      },
    ],
    [
      `POST /deliveries/${aWaitingDelivery(1, 600).id}/retry`,
      {},
      { ...about, action: 'delivery.retried', delivery: aWaitingDelivery(1, 600).id },
    ],
  ])('has one entry of %s', async (line, asked, expected) => {
    const world = aWorld()

    const response = await world.ask(line, asked)

    expect(response.status).toBeLessThan(300)
    expect(await entriesOf(world)).toMatchObject([expected])
  })

  it('has both steps of a change that enables, and the actor who cancelled a recovery', async () => {
    const world = aWorld()
    await world.ask('POST /webhooks/webhook-1/recover', { body: { from: noon.toISOString() } })
    const [started] = await entriesOf(world)
    await world.ask(`POST /webhooks/webhook-1/recoveries/${started?.recovery ?? ''}/cancel`)
    await world.ask('POST /webhooks/webhook-1/disable')

    await world.ask('PATCH /webhooks/webhook-1', {
      headers,
      body: { enabled: true, description: 'CRM' },
    })

    const actions = (await entriesOf(world)).map(({ action }) => action).toSorted()
    expect(actions).toEqual([
      'recovery.cancelled',
      'recovery.started',
      'webhook.changed',
      'webhook.disabled',
      'webhook.enabled',
    ])
  })

  it.each([
    ['POST /webhooks', { body: { ...body, url: 'http://x' } }],
    ['POST /webhooks', { body: { ...body, ...aWebhookBody() } }],
    ['PATCH /webhooks/webhook-1', { body: { description: 'x' } }],
    ['PATCH /webhooks/webhook-1', { body: { description: 'x' }, headers: { 'if-match': '9' } }],
    ['POST /webhooks/webhook-1/enable', {}],
    ['POST /webhooks/webhook-1/recover', { body: { from: noon.toISOString(), dryRun: true } }],
    ['GET /webhooks/webhook-1', {}],
  ])('has no entry of a request that changes nothing: %s %j', async (line, asked) => {
    const world = aWorld()

    await world.ask(line, asked)

    expect(await entriesOf(world)).toEqual([])
  })

  it('contains no secret', async () => {
    const world = aWorld()
    const authentication = { type: 'TOKEN', token: 's3cret' }
    await world.ask('POST /webhooks', { body: { ...body, authentication } })
    await world.ask('PATCH /webhooks/webhook-1', { headers, body: { authentication } })

    const entries = await entriesOf(world)

    expect(entries).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toMatch(/s3cret|sealed|whsec/)
  })
})

describe('GET /audit', () => {
  it('lists the newest first, in pages, each entry once', async () => {
    const world = aWorld()
    for (let second = 0; second < 5; second += 1) {
      world.now = new Date(noon.getTime() + second * 1000)
      await world.ask('PATCH /webhooks/webhook-1', {
        headers,
        body: { description: `${second}` },
      })
    }

    const seen: unknown[] = []
    let query: Record<string, string> | undefined = { limit: '2' }
    while (query !== undefined) {
      const page: Items = bodyOf(await world.ask('GET /audit', { query })) as Items
      seen.push(...page.items.map(({ after }) => after?.['description']))
      query = page.cursor === undefined ? undefined : { limit: '2', cursor: page.cursor }
    }

    expect(seen).toEqual(['4', '3', '2', '1', '0'])
  })

  it('lists nothing of another marketplace', async () => {
    const world = aWorld()
    await world.ask('POST /webhooks/webhook-1/disable')

    const query = { webhook: 'webhook-1' }
    const responses = [
      await world.ask('GET /audit', { marketplace: 'globex' }),
      await world.ask('GET /audit', { marketplace: 'globex', query }),
    ]

    expect(responses.map(bodyOf)).toEqual([{ items: [] }, { items: [] }])
  })

  it.each([{ action: 'webhook.read' }, { from: 'yesterday' }, { to: '2026' }, { who: 'me' }])(
    'answers 400 to the query %j',
    async (query) => {
      const response = await aWorld().ask('GET /audit', {
        query: query as unknown as Record<string, string>,
      })

      expect(response).toMatchObject({ status: 400, body: { errors: [{}] } })
    },
  )
})

/** The body of a webhook that conflicts with `aWebhook()`. */
function aWebhookBody() {
  const { url, events } = aWebhook()
  return { url, events }
}
