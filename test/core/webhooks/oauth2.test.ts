import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { fieldErrors } from '../../../core/values/validation-errors.ts'
import { NewWebhook } from '../../../core/webhooks/webhook-input.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'
import { aContext, sealOf } from '../../support/seal.ts'

const body = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }

const client = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'https://id.example.com/token',
  clientId: 'client-1',
  clientSecret: 's3cret',
}
const owner = {
  ...client,
  type: 'OAUTH2_RESOURCE_OWNER_PASSWORD',
  username: 'user-1',
  password: 'pa55 wörd',
}

/** The maximum that KMS encrypts in one request. */
const sealLimitBytes = 4096

describe.each([
  ['OAUTH2_CLIENT_CREDENTIALS', client],
  ['OAUTH2_RESOURCE_OWNER_PASSWORD', owner],
])('The authentication %s', (_, least) => {
  const parse = (given: object) =>
    NewWebhook.safeParse({ ...body, authentication: { ...least, ...given } })

  it('uses HTTP Basic by default', () => {
    expect(parse({}).data?.authentication).toEqual({ ...least, clientAuthentication: 'BASIC' })
  })

  it.each([
    ['the client in the body', { clientAuthentication: 'BODY' }],
    ['HTTP Basic that is not encoded', { clientAuthentication: 'BASIC_NOT_ENCODED' }],
    ['a scope', { scope: 'hooks.write' }],
    ['scopes', { scope: 'https://graph.example.com/.default openid a:b' }],
    ['an audience and a resource', { extraParameters: { audience: 'a', resource: 'https://b/' } }],
    ['no extra parameter', { extraParameters: {} }],
    ['another grant type', { grantType: 'account_credentials' }],
    ['a request in JSON', { tokenRequestFormat: 'JSON' }],
    ['a secret parameter', { secretParameters: { api_key: 'k' } }],
    ['ten extra parameters', { extraParameters: parametersOf(10) }],
    ['a client id with spaces', { clientId: 'my client' }],
    ['the longest value of each field', longest(least)],
  ])('is accepted with %s', (__, given) => {
    expect(parse(given).data?.authentication).toMatchObject(given)
  })

  it.each([
    ['no address', 'accessTokenUri', { accessTokenUri: undefined }],
    ['an empty address', 'accessTokenUri', { accessTokenUri: '' }],
    ['no client id', 'clientId', { clientId: undefined }],
    ['an empty client id', 'clientId', { clientId: '' }],
    ['a client id beyond ASCII', 'clientId', { clientId: 'ä' }],
    ['a client id with a line feed', 'clientId', { clientId: 'a\nb' }],
    ['no client secret', 'clientSecret', { clientSecret: undefined }],
    ['a public client that has a secret', 'clientSecret', { clientAuthentication: 'NONE' }],
    ['an empty client secret', 'clientSecret', { clientSecret: '' }],
    ['a client secret that is too long', 'clientSecret', { clientSecret: 'a'.repeat(1025) }],
    ['a client secret beyond ASCII', 'clientSecret', { clientSecret: 'ä' }],
    ['an empty scope', 'scope', { scope: '' }],
    ['a scope of blanks', 'scope', { scope: '  ' }],
    ['a scope with a tab', 'scope', { scope: 'a\tb' }],
    ['a grant type with a space', 'grantType', { grantType: 'a b' }],
    ['another format', 'tokenRequestFormat', { tokenRequestFormat: 'XML' }],
    [
      'the same parameter twice',
      'secretParameters.a',
      { extraParameters: { a: '1' }, secretParameters: { a: '1' } },
    ],
    [
      'secrets that are too long together',
      'secretParameters',
      { secretParameters: { a: 'a'.repeat(1024), b: 'b'.repeat(1024), c: '"'.repeat(1000) } },
    ],
    ['a scope with a quote', 'scope', { scope: 'a"b' }],
    ['another client authentication', 'clientAuthentication', { clientAuthentication: 'JWT' }],
    ['a list of extra parameters', 'extraParameters', { extraParameters: [] }],
    ['eleven extra parameters', 'extraParameters', { extraParameters: parametersOf(11) }],
    ['a number for a parameter', 'extraParameters.audience', { extraParameters: { audience: 1 } }],
    ['an empty parameter', 'extraParameters.audience', { extraParameters: { audience: '' } }],
    ['an unknown field', 'colour', { colour: 'red' }],
    ['the stored form of its secrets', 'sealed', { sealed: 'c2VhbGVk' }],
  ])('is rejected with %s, and the error names %s', (__, path, given) => {
    expect(pathsOf(parse(given))).toEqual([`authentication.${path}`])
  })

  it.each([
    'grant_type',
    'Grant_Type',
    'client_id',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
    'assertion',
    'scope',
    'username',
    'password',
    'a b',
    'ä',
    'x'.repeat(65),
    '',
  ])('is rejected with an extra parameter %j', (name) => {
    for (const field of ['extraParameters', 'secretParameters']) {
      expect(pathsOf(parse({ [field]: { [name]: 'x' } }))).toEqual([
        `authentication.${field}.${name}`,
      ])
    }
  })

  it.each([
    'code',
    'redirect_uri',
    'response_type',
    'refresh_token',
    'api_key',
    '1st',
    'a[b]',
    'x:y',
  ])('is accepted with an extra parameter %j', (name) => {
    for (const field of ['extraParameters', 'secretParameters']) {
      expect(pathsOf(parse({ [field]: { [name]: 'x' } }))).toEqual([])
    }
  })

  it.each([
    ['  a', 'a'],
    ['a  b   c ', 'a b c'],
  ])('takes the scope %j for %j', (scope, expected) => {
    expect(parse({ scope }).data?.authentication).toMatchObject({ scope: expected })
  })

  it('is accepted for a public client without a client secret', () => {
    const { clientSecret, ...rest } = least
    const authentication = { ...rest, clientAuthentication: 'NONE' }

    expect(NewWebhook.parse({ ...body, authentication }).authentication).toEqual(authentication)
  })

  it('is not repeated in the errors when it is rejected', () => {
    const { error } = parse({ clientSecret: 's3crét', password: 's3crét\n', extraParameters: 1 })

    expect(error && JSON.stringify(fieldErrors(error))).not.toContain('s3cr')
  })
})

describe('The authentication OAUTH2_CLIENT_CREDENTIALS', () => {
  it.each(['username', 'password'])('is rejected with a %s', (name) => {
    const authentication = { ...client, [name]: 'x' }

    expect(pathsOf(NewWebhook.safeParse({ ...body, authentication }))).toEqual([
      `authentication.${name}`,
    ])
  })
})

describe('The authentication OAUTH2_RESOURCE_OWNER_PASSWORD', () => {
  it.each([
    ['username', undefined],
    ['username', ''],
    ['username', 'a\0'],
    ['username', 'a'.repeat(257)],
    ['password', undefined],
    ['password', ''],
    ['password', 'a\n'],
    ['password', 'half \ud83d'],
    ['password', 'a'.repeat(513)],
  ])('is rejected with the %s %j', (name, value) => {
    const authentication = { ...owner, [name]: value }

    expect(pathsOf(NewWebhook.safeParse({ ...body, authentication }))).toEqual([
      `authentication.${name}`,
    ])
  })
})

describe('The sealed secrets', () => {
  it.each([
    ['a token', { type: 'TOKEN', token: '"'.repeat(2048) }, 400],
    ['a token', { type: 'TOKEN', token: '"'.repeat(2042) }, 201],
    ['OAuth2', { ...owner, ...longest(owner), clientSecret: '"'.repeat(1024) }, 201],
  ])(
    'of %s fit into one KMS request, or the response is 400',
    async (_, authentication, status) => {
      const lengths: number[] = []
      const sealSecrets = (secret: string) => {
        lengths.push(Buffer.byteLength(secret))
        return Promise.resolve('c2VhbGVk')
      }
      const world = aManagement({ ports: { sealSecrets } })

      const response = await world.ask('POST /webhooks', { body: { ...body, authentication } })

      expect(response.status).toBe(status)
      expect(Math.max(...lengths, 0)).toBeLessThanOrEqual(sealLimitBytes)
    },
  )

  it('fit for all accepted values', () => {
    const text = (letters: string[], maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength })
    fc.assert(
      fc.property(
        text(['"', '\\', 'a'], 1100),
        text(['"', '世', '🌍'], 300),
        (secret, password) => {
          const authentication = { ...owner, clientSecret: secret, password }
          const { data } = NewWebhook.safeParse({ ...body, authentication })
          const sealed = JSON.stringify({ clientSecret: secret, password })
          expect(data === undefined || Buffer.byteLength(sealed) <= sealLimitBytes).toBe(true)
        },
      ),
    )
  })
})

describe('A webhook with OAuth2', () => {
  const headers = { 'if-match': '"1"' }
  const shownClient = {
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/token',
    clientId: 'client-1',
    clientAuthentication: 'BASIC',
    hasClientSecret: true,
  }
  const stored = {
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/token',
    clientId: 'client-1',
    clientAuthentication: 'BASIC',
    sealed: 'c2VhbGVk',
  } as const

  it('seals the client secret for its webhook, and shows only that there is one', async () => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', {
      body: { ...body, authentication: client },
    })

    const seal = sealOf(aContext({ endpoint: 'new-1' }))
    expect(response).toMatchObject({ status: 201, body: { authentication: shownClient } })
    expect(JSON.stringify(response)).not.toMatch(/s3cret|sealed/)
    expect(world.webhooks.get('new-1')?.authentication).toEqual({
      ...stored,
      sealed: `${seal}{"clientSecret":"s3cret"}`,
    })
  })

  it('of a public client seals nothing, and shows that it has no secret', async () => {
    const world = aManagement()
    const { clientSecret, ...authentication } = { ...client, clientAuthentication: 'NONE' }

    const response = await world.ask('POST /webhooks', { body: { ...body, authentication } })

    expect(response).toMatchObject({ status: 201, body: { authentication } })
    expect(response.body).not.toHaveProperty('authentication.hasClientSecret')
    expect(world.webhooks.get('new-1')?.authentication).toMatchObject({
      sealed: `${sealOf(aContext({ endpoint: 'new-1' }))}{}`,
    })
  })

  it('seals secret parameters, and others that are named like a credential, and shows their names', async () => {
    const world = aManagement()
    const parameters = {
      extraParameters: { audience: 'crm', api_key: 'k3y' },
      secretParameters: { tenant: 'hidden' },
    }

    const response = await world.ask('POST /webhooks', {
      body: { ...body, authentication: { ...client, ...parameters } },
    })

    const shown = {
      extraParameters: { audience: 'crm' },
      secretParameterNames: ['api_key', 'tenant'],
    }
    expect(response.body).toMatchObject({ authentication: { ...shownClient, ...shown } })
    expect(JSON.stringify(response)).not.toMatch(/k3y|hidden/)
    const seal = sealOf(aContext({ endpoint: 'new-1' }))
    expect(world.webhooks.get('new-1')?.authentication).toEqual({
      ...stored,
      ...shown,
      sealed: `${seal}{"clientSecret":"s3cret","parameters":{"api_key":"k3y","tenant":"hidden"}}`,
    })
  })

  it('seals secret and password together, and shows the username', async () => {
    const world = aManagement()
    const more = { scope: 'a b', clientAuthentication: 'BODY', extraParameters: { audience: 'x' } }

    const authentication = { ...owner, ...more }
    const response = await world.ask('POST /webhooks', { body: { ...body, authentication } })

    const seal = sealOf(aContext({ endpoint: 'new-1' }))
    expect(response.body).toMatchObject({
      authentication: {
        ...shownClient,
        ...more,
        type: 'OAUTH2_RESOURCE_OWNER_PASSWORD',
        username: 'user-1',
        hasPassword: true,
      },
    })
    expect(JSON.stringify(response)).not.toMatch(/s3cret|pa55|sealed/)
    expect(world.webhooks.get('new-1')?.authentication).toMatchObject({
      sealed: `${seal}{"clientSecret":"s3cret","password":"pa55 wörd"}`,
    })
  })

  it.each([
    ['POST /webhooks', { ...body }, {}],
    ['PATCH /webhooks/webhook-1', {}, headers],
  ])('is rejected by %s when the token endpoint is forbidden', async (line, given, sent) => {
    const world = aManagement({ webhooks: [aWebhook({ events: ['user.*'] })] })
    const authentication = { ...client, accessTokenUri: 'http://id.example.com/token' }

    const response = await world.ask(line, { body: { ...given, authentication }, headers: sent })

    expect(response).toMatchObject({
      status: 400,
      body: {
        errors: [{ path: 'authentication.accessTokenUri', message: 'must begin with https://' }],
      },
    })
    expect(world.webhooks.size).toBe(1)
    expect(world.webhooks.get('webhook-1')?.version).toBe(1)
  })

  it('replaces the authentication as a whole', async () => {
    const before = { ...stored, scope: 'old', extraParameters: { audience: 'old' } }
    const world = aManagement({ webhooks: [aWebhook({ authentication: before })] })

    const authentication = { ...client, clientId: 'client-2' }
    await world.ask('PATCH /webhooks/webhook-1', { body: { authentication }, headers })

    expect(world.webhooks.get('webhook-1')?.authentication).toEqual({
      ...stored,
      clientId: 'client-2',
      sealed: `${sealOf(aContext())}{"clientSecret":"s3cret"}`,
    })
  })

  it.each([
    ['the client secret', 'clientSecret', { ...client, clientSecret: undefined }],
    ['only the address', 'authentication.type', { accessTokenUri: 'https://evil.example.com/' }],
  ])('does not reuse a stored secret: a change needs %s', async (_, path, authentication) => {
    const world = aManagement({ webhooks: [aWebhook({ authentication: stored })] })

    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { authentication },
      headers,
    })

    expect(response).toMatchObject({
      status: 400,
      body: { errors: [{ path: expect.stringContaining(path) }] },
    })
    expect(world.webhooks.get('webhook-1')?.authentication).toEqual(stored)
  })

  it.each(['BODY', 'BASIC_NOT_ENCODED', 'NONE'])(
    'takes another client authentication, %s, and keeps its secrets',
    async (clientAuthentication) => {
      const world = aManagement({ webhooks: [aWebhook({ authentication: stored })] })

      const response = await world.ask('PATCH /webhooks/webhook-1', {
        body: { clientAuthentication },
        headers,
      })

      expect(response).toMatchObject({ status: 200, body: { version: 2 } })
      expect(response.body).toHaveProperty(
        'authentication.clientAuthentication',
        clientAuthentication,
      )
      expect(world.webhooks.get('webhook-1')?.authentication).toEqual({
        ...stored,
        clientAuthentication,
      })
    },
  )

  it.each([
    ['the whole authentication too', stored, { authentication: client }],
    ['a webhook without OAuth2', { type: 'NONE' } as const, {}],
    ['a client without a secret', { ...stored, clientAuthentication: 'NONE' } as const, {}],
  ])('does not take another client authentication with %s', async (_, authentication, more) => {
    const world = aManagement({ webhooks: [aWebhook({ authentication })] })

    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { clientAuthentication: 'BODY', ...more },
      headers,
    })

    expect(response).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'clientAuthentication' }] },
    })
    expect(world.webhooks.get('webhook-1')?.authentication).toEqual(authentication)
  })

  it('requires the authentication again when the URL moves to another origin', async () => {
    const world = aManagement({ webhooks: [aWebhook({ authentication: stored })] })
    const move = (more: object) =>
      world.ask('PATCH /webhooks/webhook-1', {
        body: { url: 'https://other.example.com/hook', ...more },
        headers,
      })

    const responses = [await move({}), await move({ authentication: client })]

    expect(responses).toMatchObject([
      { status: 400, body: { errors: [{ path: 'authentication' }] } },
      { status: 200 },
    ])
  })
})

function pathsOf(parsed: ReturnType<typeof NewWebhook.safeParse>) {
  return [...new Set(parsed.error && fieldErrors(parsed.error).map(({ path }) => path))]
}

function parametersOf(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [`a${number}`, 'x']))
}

function longest(least: object) {
  return {
    accessTokenUri: `https://a/${'a'.repeat(2038)}`,
    clientId: 'a'.repeat(256),
    clientSecret: 'a'.repeat(1024),
    scope: 'a'.repeat(1024),
    ...('password' in least && { username: 'ü'.repeat(256), password: '世'.repeat(512) }),
  }
}
