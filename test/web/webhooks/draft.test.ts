import { beforeAll, describe, expect, it } from '@jest/globals'

import type { ResourceView } from '../../../web/api/views.ts'
import { sampleDraft, withResource } from '../../../web/events/draft.ts'
import { webhookForm } from '../../../web/text/en/webhook-form.ts'
import {
  authenticationDraft,
  noAuthentication,
} from '../../../web/webhooks/form/authentication-draft.ts'
import { changeBody, newBody, validateDraft } from '../../../web/webhooks/form/body.ts'
import type { Draft } from '../../../web/webhooks/form/draft.ts'
import { allAtFields, hasAdvanced } from '../../../web/webhooks/form/field-errors.ts'
import { remainingErrors } from '../../../web/webhooks/form/remaining-errors.ts'

const user = { resource: 'USER', actions: ['ADDED'] } as const
const order = { resource: 'ORDER', actions: ['ADDED', 'REMOVED'] } as const
const every = { resource: '*', actions: [] } as const
const empty = { resource: '', actions: [] } as const

let emptyDraft: Draft
let rebased: typeof import('../../../web/webhooks/form/draft.ts').rebased

/** A browser in Britain. */
beforeAll(async () => {
  const navigator = { languages: ['en-GB'] }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  ;({ emptyDraft, rebased } = await import('../../../web/webhooks/form/draft.ts'))
})

const errorsAt = (...paths: string[]) => paths.map((path) => ({ path, message: 'is wrong' }))

describe('remainingErrors()', () => {
  const token = { ...noAuthentication, type: 'TOKEN' as const }
  const header = { authentication: { ...token, header: 'x' } }
  const kept = { authentication: undefined }

  it.each<[string, Partial<Draft>, string[], string[]]>([
    ['its field', { url: 'x' }, ['url', 'resource'], ['resource']],
    [
      'the resources and their actions',
      { subscriptions: [user] },
      ['subscriptions.0.resource', 'resource', 'actions.0', 'events.1'],
      [],
    ],
    ['a limit', { perSecond: '2' }, ['limits.perSecond', 'limits.inFlight'], ['limits.inFlight']],
    ['the addresses', { notify: 'a@b.example' }, ['notify', 'notify.1', 'url'], ['url']],
    ['the waits', { triesOnce: true }, ['retryWaitsSeconds.1'], []],
    [
      'a field of the authentication',
      header,
      ['authentication', 'authentication.header', 'authentication.token'],
      ['authentication.token'],
    ],
    ['all of another authentication', kept, ['authentication', 'authentication.token'], []],
  ])('clears the errors of %s when it changes', (_, change, paths, left) => {
    const before: Draft = { ...emptyDraft, authentication: token }
    const errors = remainingErrors(errorsAt(...paths), before, { ...before, ...change })

    expect(errors.map(({ path }) => path)).toEqual(left)
  })
})

it('rebased() keeps the edited fields and takes all others from the latest version', () => {
  const before: Draft = { ...emptyDraft, url: 'a', description: 'before', subscriptions: [user] }
  const draft: Draft = { ...before, url: 'mine', subscriptions: [{ ...user }] }
  const newest: Draft = { ...before, url: 'theirs', description: 'theirs', subscriptions: [order] }

  expect(rebased(draft, before, newest)).toEqual({ ...newest, url: 'mine' })
})

it.each([
  ['one resource', [order], { resource: 'ORDER', actions: ['ADDED', 'REMOVED'] }],
  ['several', [user, order], { events: ['user.added', 'order.added', 'order.removed'] }],
  ['every event', [every], { events: ['*'] }],
])('newBody() has the events of %s', (_, subscriptions, body) => {
  const { url, description, enabled, authentication, ...events } = newBody({
    ...emptyDraft,
    subscriptions,
  })

  expect(events).toEqual(body)
})

it.each([
  ['nothing', [user], [{ ...user }], {}],
  [
    'the actions of one resource',
    [order],
    [{ ...order, actions: ['ADDED' as const] }],
    { actions: ['ADDED'] },
  ],
  [
    'a resource more',
    [user],
    [user, order],
    { events: ['user.added', 'order.added', 'order.removed'] },
  ],
  ['a resource less', [user, order], [user], { resource: 'USER', actions: ['ADDED'] }],
])('changeBody() has what changes with %s', (_, before, after, body) => {
  const draft = { ...emptyDraft, authentication: undefined }

  expect(
    changeBody({ ...draft, subscriptions: after }, { ...draft, subscriptions: before }),
  ).toEqual(body)
})

it.each([
  ['adds the first', '', 'ann@example.com', ['ann@example.com']],
  [
    'adds one',
    'ann@example.com',
    'ann@example.com\n bob@example.com\n',
    ['ann@example.com', 'bob@example.com'],
  ],
  ['removes the last', 'ann@example.com', ' ', null],
  [
    'keeps those written differently',
    'a@b.example\nc@d.example',
    'a@b.example, c@d.example',
    undefined,
  ],
])('changeBody() %s of the addresses', (_, before, after, notify) => {
  const draft = { ...emptyDraft, authentication: undefined }

  const body = changeBody({ ...draft, notify: after }, { ...draft, notify: before })

  expect(body).toEqual(notify === undefined ? {} : { notify })
})

it('newBody() has addresses only where there are some', () => {
  expect(newBody(emptyDraft)).not.toHaveProperty('notify')
  expect(newBody({ ...emptyDraft, notify: 'ann@example.com' })).toMatchObject({
    notify: ['ann@example.com'],
  })
})

it.each([
  ['no resource', [empty], ['subscriptions.0.resource', 'subscriptions.0.actions']],
  ['no action', [user, { ...order, actions: [] }], ['subscriptions.1.actions']],
  ['every event', [every], []],
])('validateDraft() finds %s missing', (_, subscriptions, paths) => {
  const errors = validateDraft({ ...emptyDraft, url: 'x', subscriptions }, webhookForm)

  expect(errors.map(({ path }) => path)).toEqual(paths)
})

it.each([
  ['NONE', []],
  ['TOKEN', ['token']],
  ['OAUTH2_CLIENT_CREDENTIALS', ['accessTokenUri', 'clientId', 'clientSecret']],
  [
    'OAUTH2_RESOURCE_OWNER_PASSWORD',
    ['accessTokenUri', 'clientId', 'clientSecret', 'username', 'password'],
  ],
] as const)('validateDraft() finds the missing fields of %s', (type, missing) => {
  const whole: Draft = { ...emptyDraft, url: 'x', subscriptions: [user] }

  const errors = validateDraft(
    { ...whole, authentication: { ...noAuthentication, type } },
    webhookForm,
  )

  expect(errors).toEqual(
    missing.map((name) => ({ path: `authentication.${name}`, message: 'is required' })),
  )
})

it('newBody() has the parameters, the secret ones apart, and other settings of the token request', () => {
  const authentication = {
    ...noAuthentication,
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/token',
    clientId: 'client-1',
    clientSecret: 's3cret',
    grantType: 'account_credentials',
    tokenRequestFormat: 'JSON',
    extraParameters: [
      { name: 'audience', value: 'crm', isSecret: false },
      { name: 'key', value: 'k', isSecret: true },
      { name: '', value: '', isSecret: true },
    ],
  } as const

  expect(newBody({ ...emptyDraft, authentication }).authentication).toMatchObject({
    grantType: 'account_credentials',
    tokenRequestFormat: 'JSON',
    extraParameters: { audience: 'crm' },
    secretParameters: { key: 'k' },
  })
})

it('authenticationDraft() asks again for the values of secret parameters', () => {
  const draft = authenticationDraft({
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/token',
    clientId: 'client-1',
    clientAuthentication: 'BASIC',
    hasClientSecret: true,
    extraParameters: { audience: 'crm' },
    secretParameterNames: ['key'],
  })

  expect(draft.extraParameters).toEqual([
    { name: 'audience', value: 'crm', isSecret: false },
    { name: 'key', value: '', isSecret: true },
  ])
})

it('the form of a public client needs no client secret, and sends none', () => {
  const authentication = {
    ...noAuthentication,
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/token',
    clientId: 'client-1',
    clientSecret: 'typed before',
    clientAuthentication: 'NONE',
  } as const
  const draft: Draft = { ...emptyDraft, url: 'x', subscriptions: [user], authentication }

  expect(validateDraft(draft, webhookForm)).toEqual([])
  expect(newBody(draft).authentication).toEqual({
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/token',
    clientId: 'client-1',
    clientAuthentication: 'NONE',
  })
})

it.each([
  [['url', 'authentication'], true, false],
  [['limits.perSecond'], true, true],
  [['retryWaitsSeconds.0', 'elsewhere'], false, true],
])('Errors of %j: all at fields: %p, some in the advanced settings: %p', (paths, at, advanced) => {
  expect(allAtFields(errorsAt(...paths))).toBe(at)
  expect(hasAdvanced(errorsAt(...paths))).toBe(advanced)
})

describe('withResource()', () => {
  const resource = (type: ResourceView['type']): ResourceView => ({
    type,
    name: type,
    notes: '',
    actions: [
      { action: 'ADDED', name: 'Added', eventType: '' },
      { action: 'REMOVED', name: 'Deleted', eventType: '' },
    ],
    sample: { uuid: `uuid of ${type}`, url: `url of ${type}`, content: { of: type } },
  })
  const sample = sampleDraft(resource('USER'))

  it('takes the sample of the other resource and keeps the action', () => {
    const removed = { ...sample, action: 'REMOVED' as const }

    expect(withResource(resource('ORDER'), removed, sample)).toEqual(
      sampleDraft(resource('ORDER'), 'REMOVED'),
    )
  })

  it('keeps fields that were edited', () => {
    const other = withResource(resource('ORDER'), { ...sample, content: '{}' }, sample)

    expect(other).toEqual({ ...sampleDraft(resource('ORDER')), content: '{}' })
  })
})

it.each([
  ['v1', 'url', undefined, null],
  ['v1a', 'url', ['v1a'], ['v1a']],
  ['both', 'queue', ['v1', 'v1a'], ['v1', 'v1a']],
  ['v1a', 'eventBus', undefined, null],
] as const)(
  'newBody() and changeBody() have the signatures %s of a %s',
  (signatures, place, added, changed) => {
    const before: Draft = { ...emptyDraft, place, signatures: signatures === 'v1' ? 'both' : 'v1' }
    const draft: Draft = { ...emptyDraft, place, signatures }

    expect(newBody(draft).signatures).toEqual(added)
    expect({ signatures: null, ...changeBody(draft, before) }.signatures).toEqual(changed)
  },
)
