import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'

import { notificationOf } from '../../../core/events/event.ts'
import { requestFor, userAgent } from '../../../core/deliver/request.ts'
import { aDelivery, anAttempt, anEvent, aWebhook, noon } from '../../support/builders.ts'
import { aSecret } from '../../support/seal.ts'

const delivery = { delivery: aDelivery(), event: anEvent(), body: notificationOf(anEvent()) }
const proof = { at: noon, credentials: undefined, signingSecrets: [aSecret(1)] }

describe('userAgent', () => {
  it('contains the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

    expect(userAgent).toBe(`Postrider/${version}`)
  })
})

describe('requestFor()', () => {
  it('sends the notification as JSON, without credentials when the webhook has none', () => {
    const request = requestFor(delivery, aWebhook(), proof)

    expect(request).toStrictEqual({
      url: 'https://crm.example.com/hook',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: '*/*',
        'user-agent': expect.stringMatching(/^Postrider\/\d/),
        'postrider-webhook': 'webhook-1',
        'postrider-event': 'subscription.added',
        'postrider-attempt': '1',
        'webhook-id': aDelivery().id,
        'webhook-timestamp': '1772366400',
        'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      },
      body: notificationOf(anEvent()),
      bodyMs: 2000,
    })
  })

  it("sends the event's traceparent as a header, and not in the body", () => {
    const event = anEvent({
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    })

    const { headers, body } = requestFor({ ...delivery, event }, aWebhook(), proof)

    expect(headers).toMatchObject({ traceparent: event.traceparent })
    expect(body).toBe(notificationOf(anEvent()))
  })

  it('sends username and password in UTF-8 when the authentication is Basic', () => {
    const webhook = aWebhook({ authentication: { type: 'BASIC', sealed: '…', username: 'jürgen' } })

    const { headers } = requestFor(delivery, webhook, {
      ...proof,
      credentials: '{"password":"pass:wört"}',
    })

    const [scheme, text = ''] = (headers['authorization'] ?? '').split(' ')
    expect([scheme, Buffer.from(text, 'base64').toString()]).toEqual(['Basic', 'jürgen:pass:wört'])
  })

  it.each([
    ['a test of the webhook', { delivery: aDelivery({ isTest: true }) }, 'true'],
    ['a fictional event', { event: anEvent({ test: true }) }, 'true'],
    ['any other delivery', {}, undefined],
  ])('marks %s', (_, given, expected) => {
    const { headers, body } = requestFor({ ...delivery, ...given }, aWebhook(), proof)

    expect(headers['postrider-test']).toBe(expected)
    expect(body).toBe(notificationOf(anEvent()))
  })

  it('counts the attempt', () => {
    const attempts = [anAttempt(1), anAttempt(2)]

    const { headers } = requestFor(
      { ...delivery, delivery: aDelivery({ attempts }) },
      aWebhook(),
      proof,
    )

    expect(headers['postrider-attempt']).toBe('3')
  })

  it("sends the token in the marketplace's header when the authentication is Token", () => {
    const webhook = aWebhook({ authentication: { type: 'TOKEN', sealed: '…' } })

    const { headers } = requestFor(delivery, webhook, {
      ...proof,
      credentials: '{"token":"s3cret"}',
    })

    expect(headers).toMatchObject({ 'x-appdirect-webhook-token': 's3cret' })
  })

  const oauth2 = {
    sealed: '…',
    accessTokenUri: 'https://login.example.com/token',
    clientId: 'postrider',
    clientAuthentication: 'BASIC',
  } as const
  const types = [
    { type: 'OAUTH2_CLIENT_CREDENTIALS', ...oauth2 },
    { type: 'OAUTH2_RESOURCE_OWNER_PASSWORD', ...oauth2, username: 'jo' },
  ] as const

  it.each(types)('sends the access token as Bearer when the authentication is $type', (given) => {
    const webhook = aWebhook({ authentication: given })

    const { headers } = requestFor(delivery, webhook, { ...proof, credentials: 'at-1' })

    expect(headers).toMatchObject({ authorization: 'Bearer at-1' })
  })

  it.each(types)(
    'throws when the authentication is $type and there is no access token',
    (given) => {
      const webhook = aWebhook({ authentication: given })

      expect(() => requestFor(delivery, webhook, proof)).toThrow(
        'Cannot make the request: there is no access token',
      )
    },
  )

  it.each([undefined, 'not JSON'])(
    'throws when the webhook needs a token and its secrets are %j',
    (credentials) => {
      const webhook = aWebhook({ authentication: { type: 'TOKEN', sealed: '…' } })

      expect(() => requestFor(delivery, webhook, { ...proof, credentials })).toThrow()
    },
  )
})
