import { describe, expect, it } from '@jest/globals'

import { redactExchange } from '../../../core/deliveries/redact-exchange.ts'
import { openUrl } from '../../../core/webhooks/sealed-url.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'
import { open } from '../../support/seal.ts'

const url = 'https://crm.example.com/hooks?region=eu&sig=s3cret'
const shown = 'https://crm.example.com/hooks?region=eu&sig=***'
const headers = { 'if-match': '*' }
const body = { url, resource: 'USER', actions: ['ADDED'] }

const aWorld = () => aManagement({ webhooks: [aWebhook({ url })] })

/** The URL of a stored webhook: as it is in the row, and opened. */
async function storedUrl({ webhooks }: ReturnType<typeof aManagement>, id: string) {
  const webhook = webhooks.get(id)
  return webhook && [webhook.url, await openUrl(webhook, open)]
}

describe('A credential in the query of a URL', () => {
  it('is stored and sent, and never shown', async () => {
    const world = aManagement()

    const responses = [
      await world.ask('POST /webhooks', { body }),
      await world.ask('GET /webhooks'),
      await world.ask('PATCH /webhooks/new-1', { headers, body: { description: 'CRM' } }),
      await world.ask('GET /webhooks', { query: { sort: 'url', limit: '1' } }),
      await world.ask('GET /audit'),
    ]

    expect(responses.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200])
    expect(JSON.stringify(responses)).not.toContain('s3cret')
    expect(responses[0]?.body).toMatchObject({ url: shown })
    expect(await storedUrl(world, 'new-1')).toEqual([shown, url])
  })

  it('cannot be guessed by searching', async () => {
    const found = async (search: string) =>
      (await aWorld().ask('GET /webhooks', { query: { search } })).body

    expect(await found('sig=s3')).toMatchObject({ items: [] })
    expect(await found('region=eu')).toMatchObject({ items: [{ url: shown }] })
  })

  it('stays when the masked URL is sent back', async () => {
    const world = aWorld()

    const answer = await world.ask('PATCH /webhooks/webhook-1', { headers, body: { url: shown } })

    expect(answer).toMatchObject({ status: 200, body: { url: shown, version: 1 } })
    expect(world.webhooks.get('webhook-1')?.url).toBe(url)
  })

  it('stays sealed when other fields change, the masked URL is sent back, or its parameters move', async () => {
    const world = aManagement()
    await world.ask('POST /webhooks', { body })
    const sealed = world.webhooks.get('new-1')?.sealedUrl

    for (const change of [{ description: 'CRM' }, { url: shown }, { enabled: false }]) {
      await world.ask('PATCH /webhooks/new-1', { headers, body: change })
      expect(world.webhooks.get('new-1')?.sealedUrl).toEqual(sealed)
    }

    const moved = 'https://crm.example.com/hooks?sig=***&region=us'
    await world.ask('PATCH /webhooks/new-1', { headers, body: { url: moved } })
    const opened = 'https://crm.example.com/hooks?sig=s3cret&region=us'
    expect(await storedUrl(world, 'new-1')).toEqual([moved, opened])
  })

  it('leaves nothing sealed when the URL has none any more', async () => {
    const world = aManagement()
    await world.ask('POST /webhooks', { body })

    await world.ask('PATCH /webhooks/new-1', { headers, body: { url: 'https://crm.example.com/' } })

    expect(world.webhooks.get('new-1')).toMatchObject({ url: 'https://crm.example.com/' })
    expect(world.webhooks.get('new-1')).not.toHaveProperty('sealedUrl')
  })

  it('is audited as a change when nothing else changes', async () => {
    const world = aWorld()
    const change = { url: url.replace('s3cret', 'other') }

    await world.ask('PATCH /webhooks/webhook-1', { headers, body: change })

    expect(await storedUrl(world, 'webhook-1')).toEqual([shown, change.url])
    const entry = { before: { url: shown }, after: { url: shown } }
    expect((await world.ask('GET /audit')).body).toMatchObject({ items: [entry] })
  })

  it.each([
    ['POST /webhooks', { ...body, url: shown }],
    ['PATCH /webhooks/webhook-1', { url: 'https://evil.example.com/hooks?sig=***' }],
  ])('must be given when no stored one applies: %s', async (line, given) => {
    const answer = await aWorld().ask(line, { headers, body: given })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'url' }] } })
  })

  it('does not make the URL invalid when another field is', async () => {
    const change = { url: shown, description: 'x'.repeat(501) }

    const answer = await aWorld().ask('PATCH /webhooks/webhook-1', { headers, body: change })

    expect(answer.body).toMatchObject({ errors: [{ path: 'description' }] })
  })

  it('does not make a URL exceed its maximum length', async () => {
    const long = `https://crm.example.com/hooks?sig=${'x'.repeat(2000)}`
    const world = aManagement({ webhooks: [aWebhook({ url: long })] })
    const change = { url: `https://crm.example.com/${'y'.repeat(50)}?sig=***` }

    const answer = await world.ask('PATCH /webhooks/webhook-1', { headers, body: change })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'url' }] } })
  })

  it('is rejected in the URL of a token endpoint, which is shown unmasked', async () => {
    const authentication = {
      type: 'OAUTH2_CLIENT_CREDENTIALS',
      accessTokenUri: 'https://id.example.com/token?client_secret=x',
      clientId: 'postrider',
      clientSecret: 's3cret',
    }

    const answer = await aManagement().ask('POST /webhooks', { body: { ...body, authentication } })

    const path = 'authentication.accessTokenUri'
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('is redacted from a stored exchange, also where the response repeats it', () => {
    const asked = `${url}%2Bkey&pin=123`
    const answered = {
      headers: { location: asked.replace('?', '/?') },
      body: { text: 'sig was s3cret+key, or s3cret%2Bkey' },
    }

    const call = redactExchange(
      { url: asked, headers: {} },
      { durations: { totalMs: 1 }, response: answered },
    )

    expect(call.request.url).toBe(`${shown}&pin=***`)
    expect(JSON.stringify(call)).not.toMatch(/s3cret|123/)
  })
})
