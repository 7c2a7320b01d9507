import { expect, it } from '@jest/globals'

import {
  integrationErrors,
  IntegrationChange,
  NewIntegration,
} from '../../../core/integration/manage/integration-input.ts'
import {
  authenticationDraft,
  newAuthentication,
} from '../../../web/integration/form/authentication-draft.ts'
import {
  changeBody,
  type Draft,
  emptyDraft,
  newBody,
  validateDraft,
} from '../../../web/integration/form/draft.ts'
import { en } from '../../../web/text/en.ts'

const url = 'https://vendor.example.com/events?url={eventUrl}'

const draft: Draft = {
  ...emptyDraft,
  urls: { DEFAULT: ` ${url} `, SUBSCRIPTION_ORDER: url, ADDON: ' ' },
  interactive: ['SUBSCRIPTION_ORDER'],
  notificationEmail: 'integration@vendor.example',
  timeLimitSeconds: '10',
}

it.each<[string, Partial<typeof newAuthentication>]>([
  ['OAuth 1.0', { type: 'OAUTH1' }],
  ['HTTP Basic', { type: 'BASIC', username: 'router', password: 's3cret' }],
  [
    'OAuth2',
    {
      type: 'OAUTH2_CLIENT_CREDENTIALS',
      accessTokenUri: 'https://id.vendor.example/token',
      clientId: 'router',
      clientSecret: 's3cret',
      scope: 'events',
    },
  ],
  [
    'OAuth2 with a key pair, in JSON',
    {
      type: 'OAUTH2_CLIENT_CREDENTIALS',
      accessTokenUri: 'https://id.vendor.example/token',
      clientId: 'router',
      clientAuthentication: 'PRIVATE_KEY_JWT',
      grantType: 'account_credentials',
      tokenRequestFormat: 'JSON',
    },
  ],
])('newBody() makes a body that the API accepts: %s', (_, authentication) => {
  const body = newBody({ ...draft, authentication: { ...newAuthentication, ...authentication } })

  expect(integrationErrors(body, () => undefined)).toEqual([])
  expect(NewIntegration.parse(body)).toMatchObject({
    endpoints: { DEFAULT: url, SUBSCRIPTION_ORDER: url },
    timeLimitSeconds: 10,
    authentication,
  })
})

it('newBody() separates secret parameters from those that are shown', () => {
  const authentication = {
    ...newAuthentication,
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    extraParameters: [
      { name: 'audience', value: 'events', isSecret: false },
      { name: 'pin', value: '1234', isSecret: true },
      { name: '', value: '', isSecret: false },
    ],
  } as const

  expect(newBody({ ...draft, authentication }).authentication).toMatchObject({
    extraParameters: { audience: 'events' },
    secretParameters: { pin: '1234' },
  })
})

it('authenticationDraft() has everything that is shown of a client, and no secrets', () => {
  const client = {
    accessTokenUri: 'https://id.vendor.example/token',
    clientId: 'router',
    clientAuthentication: 'BODY',
    grantType: 'account_credentials',
    tokenRequestFormat: 'JSON',
  } as const

  const shown = authenticationDraft({
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    ...client,
    hasClientSecret: true,
    extraParameters: { audience: 'events' },
    secretParameterNames: ['pin'],
  })

  expect(shown).toEqual({
    ...newAuthentication,
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    ...client,
    extraParameters: [
      { name: 'audience', value: 'events', isSecret: false },
      { name: 'pin', value: '', isSecret: true },
    ],
  })
})

it('changeBody() removes what is empty, and leaves the authentication that was not replaced', () => {
  const emptied = {
    ...draft,
    notificationEmail: '',
    timeLimitSeconds: '',
    authentication: undefined,
  }

  const body = IntegrationChange.parse(changeBody(emptied))

  expect(body).toMatchObject({ notificationEmail: null, timeLimitSeconds: null })
  expect(body.endpoints).toMatchObject({ DEFAULT: url, ADDON: null, USER_UPDATED: null })
  expect(body).not.toHaveProperty('authentication')
})

it.each<[string, Partial<Draft>, string[]]>([
  ['a complete one', {}, []],
  ['no URL', { urls: { DEFAULT: ' ' } }, ['endpoints.DEFAULT']],
  ['31 s', { timeLimitSeconds: '31' }, ['timeLimitSeconds']],
  ['a fraction of a second', { timeLimitSeconds: '0.5' }, ['timeLimitSeconds']],
])('validateDraft() names the fields of %s that are wrong', (_, change, paths) => {
  const errors = validateDraft({ ...draft, ...change }, en.integrationForm)

  expect(errors.map(({ path }) => path)).toEqual(paths)
})
