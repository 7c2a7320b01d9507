import { describe, expect, it } from '@jest/globals'

import { aManagement, bodyOf } from '../../support/management-world.ts'

const test = { transformation: '{ "id": 1 }', event: 'subscription.changed' }

describe('POST /transformation-tests', () => {
  it('returns the input and the result verbatim, and sends nothing', async () => {
    const world = aManagement()
    const text = JSON.stringify({ ...test, content: null }).replace('null', '{"price":1.50}')

    const answer = await world.askForText('POST /transformation-tests', { text })

    expect(answer).toContain('"content":{"price":1.50}')
    expect(answer).toContain('"result":{"id":12345678901234567890},"durationMs":0')
    expect(world.deliveries).toEqual([])
    expect(world.waiting.sent).toEqual([])
  })

  it('uses a sample when there is no content', async () => {
    const answer = await aManagement().ask('POST /transformation-tests', { body: test })

    expect(bodyOf(answer)).toMatchObject({
      input: { resource: { content: { status: 'ACTIVE' } }, resourceAction: 'CHANGED' },
    })
  })

  it('returns the error with its position', async () => {
    const body = { ...test, transformation: '(' }

    const answer = await aManagement().ask('POST /transformation-tests', { body })

    expect(answer.status).toBe(200)
    expect(bodyOf(answer)).toMatchObject({
      error: { reason: 'Expected ")" before end of expression', position: 1 },
    })
  })

  it.each([
    [{ ...test, event: undefined }, 'event'],
    [{ ...test, transformation: '' }, 'transformation'],
    [{ ...test, transformation: 'é'.repeat(4097) }, 'transformation'],
    [{ ...test, event: 'subscription.removed', content: {} }, 'content'],
  ])('rejects %j', async (body, path) => {
    const answer = await aManagement().ask('POST /transformation-tests', { body })

    expect(answer.status).toBe(400)
    expect(bodyOf(answer)).toMatchObject({ errors: [{ path }] })
  })

  it('is not for viewers', async () => {
    const asked = { body: test, role: 'viewer' } as const

    expect(await aManagement().ask('POST /transformation-tests', asked)).toMatchObject({
      status: 403,
    })
  })
})

describe('The transformation of a webhook', () => {
  const webhook = { url: 'https://crm.example.com/hook', events: ['order.added'] }

  it.each([
    [{ transformation: '(' }, 'cannot be parsed at position 1: Expected ")" before end'],
    [{ transformation: '1', payload: 'THIN' }, 'is not possible with the payload THIN'],
  ])('is rejected as %j', async (settings, message) => {
    const body = { ...webhook, ...settings }

    const answer = await aManagement().ask('POST /webhooks', { body })

    expect(answer.status).toBe(400)
    expect(bodyOf(answer)).toMatchObject({
      errors: [{ path: 'transformation', message: expect.stringContaining(message) as unknown }],
    })
  })

  it('is set, stays when other fields change, and is removed', async () => {
    const world = aManagement()
    const change = async (version: number, body: object) =>
      world.ask('PATCH /webhooks/new-1', { headers: { 'if-match': `"${version}"` }, body })
    await world.ask('POST /webhooks', { body: { ...webhook, transformation: '1' } })

    expect(bodyOf(await change(1, { description: 'CRM' }))).toMatchObject({ transformation: '1' })
    expect(await change(2, { payload: 'THIN' })).toMatchObject({ status: 400 })
    const thin = bodyOf(await change(2, { payload: 'THIN', transformation: null }))

    expect(thin).toMatchObject({ payload: 'THIN' })
    expect(thin).not.toHaveProperty('transformation')
  })
})
