import { describe, expect, it } from '@jest/globals'

import { attempt } from '../../../core/deliver/attempt.ts'
import { aDelivery, anEvent, aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'
import { aContext, open, sealOf } from '../../support/seal.ts'
import { openHeaders } from '../../../core/webhooks/custom-headers.ts'
import { aWorld } from '../../support/world.ts'

const url = 'https://crm.example.com/hook'
const body = { url, resource: 'USER', actions: ['ADDED'] }
const ifAny = { 'if-match': '*' }
const given = [
  { name: 'X-Tenant', value: '7' },
  { name: 'X-Api-Key', value: 's3cret' },
]
const shown = [
  { name: 'X-Tenant', value: '7' },
  { name: 'X-Api-Key', secret: true },
]

async function aManagementWithHeaders() {
  const world = aManagement()
  const created = await world.ask('POST /webhooks', { body: { ...body, headers: given } })
  const change = (fields: object) =>
    world.ask('PATCH /webhooks/new-1', { headers: ifAny, body: fields })
  const opened = () => openHeaders(world.webhooks.get('new-1') ?? aWebhook(), open)
  return { world, created, change, opened }
}

describe('The custom headers of a webhook', () => {
  it('are stored and shown, the secret ones sealed and without their value', async () => {
    const { world, created, opened } = await aManagementWithHeaders()

    expect(created).toMatchObject({ status: 201, body: { headers: shown } })
    expect(JSON.stringify([created, await world.ask('GET /audit')])).not.toContain('s3cret')
    const sealed = `${sealOf(aContext({ endpoint: 'new-1' }))}s3cret`
    expect(world.webhooks.get('new-1')?.headers).toEqual([given[0], { name: 'X-Api-Key', sealed }])
    expect(await opened()).toEqual({ 'X-Tenant': '7', 'X-Api-Key': 's3cret' })
  })

  it('keep the value of a secret one that is sent back without it', async () => {
    const { change, opened } = await aManagementWithHeaders()

    const changed = await change({ headers: [{ name: 'x-api-key', secret: true }] })

    expect(changed.status).toBe(200)
    expect(await opened()).toEqual({ 'x-api-key': 's3cret' })
  })

  it('are audited as a change when only a secret value differs', async () => {
    const { world, change } = await aManagementWithHeaders()

    await change({ headers: [given[0], { name: 'X-Api-Key', value: 'other' }] })

    const entry = { before: { headers: shown }, after: { headers: shown } }
    expect((await world.ask('GET /audit')).body).toMatchObject({ items: [entry, {}] })
  })

  it.each([[null], [[]]])('are removed by %j', async (headers) => {
    const { world, change } = await aManagementWithHeaders()

    await change({ headers })

    expect(world.webhooks.get('new-1')).not.toHaveProperty('headers')
  })

  it('must be sent again when the origin of the URL changes', async () => {
    const { change } = await aManagementWithHeaders()
    const moved = { url: 'https://other.example.com/' }

    const refused = await change(moved)
    const taken = await change({ ...moved, headers: given })

    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'headers' }] } })
    expect(taken.status).toBe(200)
  })

  it.each([
    ['a reserved name', [{ name: 'Content-Type', value: 'text/xml' }], 'headers.0.name'],
    ["a name of the router's own", [{ name: 'Postrider-Test', value: 'x' }], 'headers.0.name'],
    ['no name', [{ name: '', value: 'x' }], 'headers.0.name'],
    ['no value', [{ name: 'X-Tenant' }], 'headers.0.value'],
    ['a secret without a stored value', [{ name: 'X-Key', secret: true }], 'headers.0.value'],
    ['a line break', [{ name: 'X-Tenant', value: 'a\r\nb: c' }], 'headers.0.value'],
    ['a name twice', [given[0], { name: 'x-tenant', value: '8' }], 'headers.1.name'],
    ["the token's header", [{ name: 'Authorization', value: 'x' }], 'headers.0.name'],
    ['too many', Array.from({ length: 11 }, (_, n) => ({ name: `X-${n}`, value: 'x' })), 'headers'],
  ])('are refused with %s', async (_, headers, path) => {
    const authentication = { type: 'TOKEN', token: 't', header: 'authorization' }

    const answer = await aManagement().ask('POST /webhooks', {
      body: { ...body, authentication, headers },
    })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('are refused when a new authentication sends one of them', async () => {
    const { change } = await aManagementWithHeaders()

    const answer = await change({
      authentication: { type: 'TOKEN', token: 't', header: 'X-Tenant' },
    })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'headers.0.name' }] } })
  })

  it('are sent; the log shows those that are no secret', async () => {
    const sealed = `${sealOf(aContext())}s3cret`
    const headers = [
      { name: 'X-Tenant', value: '7' },
      { name: 'X-Key', sealed },
      { name: 'Accept', value: 'text/plain' },
    ]
    const world = aWorld({ replies: () => ({ kind: 'answered', status: 500, exchange }) })
    const endpoint = aWebhook({ headers })

    const made = await attempt({ delivery: aDelivery(), event: anEvent(), endpoint }, world.ports)

    const [sent] = world.requests
    expect(sent?.headers).toMatchObject({
      'X-Tenant': '7',
      'X-Key': 's3cret',
      Accept: 'text/plain',
    })
    expect(sent?.headers).not.toHaveProperty('accept')
    expect(made.exchange?.request.headers).toMatchObject({ 'X-Tenant': '7', 'X-Key': '[redacted]' })
    expect(made.exchange?.response?.body.text).toBe('no key [redacted]')
  })
})

const exchange = {
  durations: { totalMs: 1 },
  response: { headers: {}, body: { text: 'no key s3cret' } },
}
