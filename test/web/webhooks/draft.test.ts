import { beforeAll, describe, expect, it } from '@jest/globals'

import type { ResourceView } from '../../../web/api/views.ts'
import { sampleDraft, withResource } from '../../../web/events/draft.ts'
import { webhookForm } from '../../../web/text/en/webhook-form.ts'
import { noAuthentication } from '../../../web/webhooks/form/authentication-draft.ts'
import { validateDraft } from '../../../web/webhooks/form/body.ts'
import type { Draft } from '../../../web/webhooks/form/draft.ts'
import { allAtFields, hasAdvanced } from '../../../web/webhooks/form/field-errors.ts'
import { remainingErrors } from '../../../web/webhooks/form/remaining-errors.ts'

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
    ['the actions with the resource', { resource: 'USER' }, ['resource', 'actions.0'], []],
    ['no resource with the actions', { actions: ['ADDED'] }, ['resource', 'actions'], ['resource']],
    ['a limit', { perSecond: '2' }, ['limits.perSecond', 'limits.inFlight'], ['limits.inFlight']],
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
  const before: Draft = { ...emptyDraft, url: 'a', description: 'before', actions: ['ADDED'] }
  const draft: Draft = { ...before, url: 'mine', actions: ['ADDED'] }
  const newest: Draft = { ...before, url: 'theirs', description: 'theirs', actions: ['CHANGED'] }

  expect(rebased(draft, before, newest)).toEqual({ ...newest, url: 'mine' })
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
  const whole: Draft = { ...emptyDraft, url: 'x', resource: 'USER', actions: ['ADDED'] }

  const errors = validateDraft(
    { ...whole, authentication: { ...noAuthentication, type } },
    webhookForm,
  )

  expect(errors).toEqual(
    missing.map((name) => ({ path: `authentication.${name}`, message: 'is required' })),
  )
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
