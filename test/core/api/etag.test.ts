import { describe, expect, it } from '@jest/globals'

import { routes } from '../../../core/manage/manage.ts'
import { aDelivery, aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const aWorld = () =>
  aManagement({ webhooks: [aWebhook({ version: 7 })], deliveries: [aDelivery()] })
const paths: Record<string, string> = {
  '/webhooks/{id}': '/webhooks/webhook-1',
  '/deliveries/{id}': `/deliveries/${aDelivery().id}`,
}

/** What a read asks for. */
const queries: Record<string, Record<string, string>> = {
  'GET /stats': { webhooks: 'webhook-1' },
}

/** Every read that returns something in this world. */
const reads = routes
  .filter(({ method, isOnRecord }) => method === 'GET' && isOnRecord !== true)
  .filter(({ path }) => !path.includes('{') || path in paths)
  .map(({ path }) => `GET ${paths[path] ?? path}`)

async function etagOf(line: string, world = aWorld()): Promise<string> {
  return (await world.ask(line, { query: queries[line] ?? {} })).headers?.['etag'] ?? ''
}

describe('the response to a read', () => {
  it.each(reads)('has an ETag that changes only with its body: %s', async (line) => {
    const tag = await etagOf(line)

    expect(tag).toMatch(/^"(\d+-)?[\w-]{22}"$/)
    expect(await etagOf(line)).toBe(tag)
  })

  it.each(reads)('is a 304 without a body when the caller has it cached: %s', async (line) => {
    const etag = await etagOf(line)

    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await aWorld().ask(line, {
        query: queries[line] ?? {},
        headers: { 'if-none-match': header },
      })
      const cached = line.endsWith('/openapi.json') && { 'cache-control': 'public, max-age=300' }
      expect(response).toEqual({ status: 304, headers: { etag, ...cached } })
    }
  })

  it.each(['"7"', '"other"', '', 'W/"7-"'])(
    'has a body when If-None-Match is %j',
    async (header) => {
      const asked = { headers: { 'if-none-match': header } }

      expect((await aWorld().ask('GET /webhooks/webhook-1', asked)).status).toBe(200)
    },
  )

  it('has another ETag when its body differs', async () => {
    const world = aWorld()
    const before = [await etagOf('GET /webhooks', world), await etagOf('GET /deliveries', world)]
    world.saveWebhook(aWebhook({ version: 8 }))

    const after = [await etagOf('GET /webhooks', world), await etagOf('GET /deliveries', world)]

    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(before[1])
  })

  it('has no ETag when nothing was found', async () => {
    const response = await aWorld().ask('GET /webhooks/webhook-9', {
      headers: { 'if-none-match': '*' },
    })

    expect(response.status).toBe(404)
    expect(response.headers).not.toHaveProperty('etag')
  })
})

describe("a webhook's ETag", () => {
  it('begins with the version, and changes with the health', async () => {
    const failing = aWorld()
    const key = { marketplace: 'acme', endpoint: 'webhook-1' }
    await failing.ports.replaceHealth({ ...key, failures: 1, notices: [], revision: 0 }, undefined)

    const [well, ill] = [
      await etagOf('GET /webhooks/webhook-1'),
      await etagOf('GET /webhooks/webhook-1', failing),
    ]

    expect(well).toMatch(/^"7-[\w-]{22}"$/)
    expect(ill).toMatch(/^"7-[\w-]{22}"$/)
    expect(ill).not.toBe(well)
  })

  it.each([
    ['the ETag that was read', 200, (tag: string) => tag],
    ['only the version', 200, () => '"7"'],
    ['the version with another health', 200, () => '"7-other"'],
    ['an older version', 412, (tag: string) => tag.replace('7-', '6-')],
    ['another version with the same first digit', 412, (tag: string) => tag.replace('7-', '71-')],
  ])('as If-Match of a change: %s is answered with %i', async (_, status, made) => {
    const world = aWorld()
    const match = made(await etagOf('GET /webhooks/webhook-1', world))

    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { description: 'x' },
      headers: { 'if-match': match },
    })

    expect(response.status).toBe(status)
  })
})
