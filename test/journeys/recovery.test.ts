import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import { ownClock } from '../support/own-clock.ts'
import { type Answer, status } from '../support/receiver.ts'
import type { Api } from '../support/router.ts'

const Created = z.looseObject({ id: z.string() })
const Listed = z.object({
  items: z.array(z.looseObject({ id: z.string(), status: z.string(), attemptCount: z.int() })),
})

describe('sending again', () => {
  const aWorld = journeyWorlds()

  it('makes one more attempt at a failed delivery for each request', async () => {
    let code = 500
    const { receiver, api } = await aWorld({
      waitsSeconds: [],
      answer: (response) => response.writeHead(code).end(),
    })
    const webhook = await aWebhook(api, { url: receiver.url })
    await api('POST', '/events', anEvent())
    const { id } = await ended(api, webhook, 'failed')

    const first = await api('POST', `/deliveries/${id}/retry`)
    await attempted(api, id, 2)
    code = 200
    await api('POST', `/deliveries/${id}/retry`)
    const delivery = await attempted(api, id, 3)

    expect(first).toMatchObject({ status: 202, body: { status: 'pending', attemptCount: 1 } })
    expect(delivery).toMatchObject({
      status: 'successful',
      attempts: [
        { number: 1, outcome: 'failed' },
        { number: 2, outcome: 'failed', requestedBy: expect.any(String) as unknown },
        { number: 3, outcome: 'delivered', requestedBy: expect.any(String) as unknown },
      ],
    })
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([id]),
    )
  })

  it('sends a test once, and returns the result', async () => {
    const { receiver, api } = await aWorld({ answer: status(204) })
    const webhook = await aWebhook(api, { url: receiver.url, enabled: false })

    const tried = await api('POST', `/webhooks/${webhook}/test`)

    expect(tried).toMatchObject({
      status: 200,
      body: { isTest: true, status: 'successful', attempts: [{ outcome: 'delivered' }] },
    })
    expect(receiver.requests).toHaveLength(1)
    expect(receiver.requests[0]?.body).toContain('"type":"SUBSCRIPTION"')
  })

  it('sends skipped and failed deliveries again, each once, when a manager starts a recovery', async () => {
    const { receiver, api } = await aWorld({ waitsSeconds: [] })
    const webhook = await aWebhook(api, { url: receiver.url, enabled: false })
    for (let sent = 0; sent < 3; sent += 1) await api('POST', '/events', anEvent())
    await counted(api, webhook, { skipped: 3 })
    await api('PATCH', `/webhooks/${webhook}`, { enabled: true }, { 'if-match': '"1"' })
    const from = '2020-01-01T00:00:00Z'

    const dry = await api('POST', `/webhooks/${webhook}/recover`, { from, dryRun: true })
    const started = await api('POST', `/webhooks/${webhook}/recover`, { from })

    const job = started.headers.get('location') ?? ''
    await eventually(async () => {
      expect((await api('GET', job)).body).toMatchObject({ status: 'completed', recovered: 3 })
    })
    await counted(api, webhook, { skipped: 0, failed: 0, successful: 4 }) // one is the probe
    expect(dry).toMatchObject({
      status: 200,
      body: { counts: { failed: 0, skipped: 3 }, total: 3 },
    })
    expect(started).toMatchObject({ status: 202, body: { status: 'running', total: 3 } })
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(4)
    expect(receiver.requests).toHaveLength(4)
  })

  it.each([
    [200, { health: { state: 'healthy' }, probe: { succeeded: true } }],
    [500, { health: { state: 'circuit-open' }, probe: { succeeded: false } }],
  ])('enables a webhook and returns the status %d of its receiver', async (code, expected) => {
    const { receiver, api } = await aWorld({ answer: status(code) })
    const webhook = await aWebhook(api, { url: receiver.url, enabled: false })

    const change = { enabled: true }
    const answer = await api('PATCH', `/webhooks/${webhook}`, change, { 'if-match': '"1"' })
    await api('POST', '/events', anEvent())

    expect(answer).toMatchObject({ status: 200, body: { enabled: true, ...expected } })
    expect(await ended(api, webhook, code === 200 ? 'successful' : 'pending')).toBeDefined()
  })
})

describe('sending again to a receiver that hangs', () => {
  const { hasRead, pass } = ownClock()
  const aWorld = journeyWorlds()

  it('rejects a retry while an attempt is in progress', async () => {
    const { receiver, api } = await aWorld({ waitsSeconds: [], answer: hangsFrom(2) })
    const webhook = await aWebhook(api, { url: receiver.url, timeLimitSeconds: 30 })
    await api('POST', '/events', anEvent())
    const { id } = await ended(api, webhook, 'successful')

    await api('POST', `/deliveries/${id}/retry`)
    const again = await api('POST', `/deliveries/${id}/retry`)
    await eventually(() => {
      expect(receiver.requests).toHaveLength(2)
    })
    pass(30_000)

    expect(again).toMatchObject({ status: 409 })
    expect(await attempted(api, id, 2)).toMatchObject({ status: 'successful' })
  })

  it('sends a test once, and reports that there is no response', async () => {
    const { receiver, api } = await aWorld({ answer: hangsFrom(1) })
    const webhook = await aWebhook(api, { url: receiver.url, timeLimitSeconds: 5, enabled: false })

    const trying = api('POST', `/webhooks/${webhook}/test`)
    await hasRead(0)
    pass(5000)

    expect(await trying).toMatchObject({
      status: 200,
      body: { isTest: true, status: 'failed', attempts: [{ reason: 'timeout: headers' }] },
    })
    expect(receiver.requests).toHaveLength(1)
  })
})

/** Answers 200 until the request with this number; it and later ones get no response. */
function hangsFrom(first: number): Answer {
  return (response, number) => {
    if (number < first) response.end()
  }
}

async function aWebhook(api: Api, webhook: object): Promise<string> {
  const { body } = await api('POST', '/webhooks', {
    resource: 'SUBSCRIPTION',
    actions: ['ADDED'],
    ...webhook,
  })
  return Created.parse(body).id
}

function anEvent() {
  const resource = { type: 'SUBSCRIPTION', uuid: 's-1', content: { id: 's-1' } }
  return { uuid: randomUUID(), timestamp: 1_700_000_000_000, resource, resourceAction: 'ADDED' }
}

/** The webhook's only delivery, when it has this status. */
async function ended(api: Api, webhook: string, wanted: string) {
  return eventually(async () => {
    const { items } = Listed.parse((await api('GET', `/deliveries?webhook=${webhook}`)).body)
    const found = items.find((delivery) => delivery.status === wanted)
    if (found === undefined) throw new Error(`Cannot find a delivery that is ${wanted}`)
    return found
  })
}

/** The delivery, when this many attempts are recorded. */
async function attempted(api: Api, id: string, attempts: number): Promise<unknown> {
  return eventually(async () => {
    const { body } = await api('GET', `/deliveries/${id}`)
    expect(body).toMatchObject({ attemptCount: attempts })
    return body
  })
}

/** Waits until the webhook has these numbers of deliveries by status. */
async function counted(api: Api, webhook: string, wanted: Record<string, number>) {
  for (const [name, count] of Object.entries(wanted)) {
    await eventually(async () => {
      const { body } = await api('GET', `/deliveries?webhook=${webhook}&status=${name}`)
      expect(Listed.parse(body).items).toHaveLength(count)
    })
  }
}
