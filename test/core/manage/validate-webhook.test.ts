import { describe, expect, it } from '@jest/globals'

import { secretErrors } from '../../../core/manage/validate-webhook.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const valid = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const url = 'ftp://crm.example.com/hook'
const registrant = { resource: 'RESELLER_REGISTRANT', actions: ['CHANGED'] }
const authentication = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'ftp://login.example.com/token',
  clientId: 'a',
  clientSecret: 'b',
}

const cases: [string, object, string[]][] = [
  ['a forbidden URL and an unknown resource', { url, resource: 'X' }, ['resource', 'url']],
  ['a forbidden URL and an unsupported action', { url, ...registrant }, ['url', 'actions']],
  [
    'an unknown field and a forbidden token endpoint',
    { authentication, x: 1 },
    ['x', 'authentication.accessTokenUri'],
  ],
  [
    'a text that is too long and an unsupported action',
    { ...registrant, description: 'x'.repeat(501) },
    ['description', 'actions'],
  ],
  [
    'a token with a token endpoint',
    { authentication: { type: 'TOKEN', token: 'a', accessTokenUri: 'ftp://x' } },
    ['authentication.accessTokenUri'],
  ],
]

const pathsOf = (body: Record<string, unknown>) =>
  (body['errors'] as { path: string }[]).map(({ path }) => path)

describe('a stored secret', () => {
  const stored = aWebhook({ authentication: { type: 'TOKEN', sealed: 'sealed' } })

  it.each([
    ['another host', 'https://crm.example.org/hook'],
    ['another port of its host', 'https://crm.example.com:8443/hook'],
    ['another scheme of its host', 'http://crm.example.com/hook'],
  ])('is not sent to %s when the URL changes', (_, url) => {
    expect(secretErrors(stored, { url })).toEqual([
      {
        path: 'authentication',
        message: 'must be sent again when the origin of the URL changes',
      },
    ])
  })

  it('stays in use when the URL changes within its origin', () => {
    expect(secretErrors(stored, { url: 'https://crm.example.com:443/other?a=1' })).toEqual([])
  })
})

describe('a webhook with several errors', () => {
  it.each(cases)('is answered with all of them when it is added: %s', async (_, given, paths) => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', { body: { ...valid, ...given } })

    expect(response.status).toBe(400)
    expect(pathsOf(bodyOf(response))).toEqual(paths)
    expect(world.webhooks.size).toBe(0)
  })

  it.each(cases)('is answered with all of them when it is changed: %s', async (_, body, paths) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const headers = { 'if-match': '"1"' }
    const response = await world.ask('PATCH /webhooks/webhook-1', { body, headers })

    expect(response.status).toBe(400)
    expect(pathsOf(bodyOf(response))).toEqual(paths)
  })

  it('is answered with a missing secret in addition to the other errors', async () => {
    const sealed = 'sealed'
    const webhooks = [aWebhook({ authentication: { type: 'TOKEN', sealed } })]
    const world = aManagement({ webhooks })

    const headers = { 'if-match': '"1"' }
    const body = { url: 'http://elsewhere.example.com', ...registrant }
    const response = await world.ask('PATCH /webhooks/webhook-1', { body, headers })

    expect(pathsOf(bodyOf(response))).toEqual(['url', 'actions', 'authentication'])
  })
})
