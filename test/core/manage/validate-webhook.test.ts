import { describe, expect, it } from '@jest/globals'

import { secretErrors } from '../../../core/manage/validate-webhook.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const right = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const url = 'ftp://crm.example.com/hook'
const registrant = { resource: 'RESELLER_REGISTRANT', actions: ['CHANGED'] }
const authentication = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'ftp://login.example.com/token',
  clientId: 'a',
  clientSecret: 'b',
}

const cases: [string, object, string[]][] = [
  [
    'a URL that may not be called and no such resource',
    { url, resource: 'X' },
    ['resource', 'url'],
  ],
  ['such a URL and an action that is not supported', { url, ...registrant }, ['url', 'actions']],
  [
    'an unknown field and a token endpoint that may not be called',
    { authentication, x: 1 },
    ['x', 'authentication.accessTokenUri'],
  ],
  [
    'a text that is too long and an action that is not supported',
    { ...registrant, description: 'x'.repeat(501) },
    ['description', 'actions'],
  ],
  [
    'a token that goes to no endpoint',
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
  ])('follows no URL to %s', (_, url) => {
    expect(secretErrors(stored, { url })).toEqual([
      {
        path: 'authentication',
        message: 'must be sent again when the origin of the URL changes',
      },
    ])
  })

  it('follows a URL within its origin', () => {
    expect(secretErrors(stored, { url: 'https://crm.example.com:443/other?a=1' })).toEqual([])
  })
})

describe('a webhook with several faults', () => {
  it.each(cases)('is told every one when it is added: %s', async (_, given, paths) => {
    const world = aManagement()

    const answer = await world.ask('POST /webhooks', { body: { ...right, ...given } })

    expect(answer.status).toBe(400)
    expect(pathsOf(bodyOf(answer))).toEqual(paths)
    expect(world.webhooks.size).toBe(0)
  })

  it.each(cases)('is told every one when it is changed: %s', async (_, body, paths) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const headers = { 'if-match': '"1"' }
    const answer = await world.ask('PATCH /webhooks/webhook-1', { body, headers })

    expect(answer.status).toBe(400)
    expect(pathsOf(bodyOf(answer))).toEqual(paths)
  })

  it('is told of a secret that is not given again beside what else is wrong', async () => {
    const sealed = 'sealed'
    const webhooks = [aWebhook({ authentication: { type: 'TOKEN', sealed } })]
    const world = aManagement({ webhooks })

    const headers = { 'if-match': '"1"' }
    const body = { url: 'http://elsewhere.example.com', ...registrant }
    const answer = await world.ask('PATCH /webhooks/webhook-1', { body, headers })

    expect(pathsOf(bodyOf(answer))).toEqual(['url', 'actions', 'authentication'])
  })
})
