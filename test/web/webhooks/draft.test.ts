import { beforeAll, describe, expect, it } from '@jest/globals'

import type { ResourceView } from '../../../web/api/views.ts'
import { draftOf, ofOther } from '../../../web/events/draft.ts'
import { webhookForm } from '../../../web/text/en/webhook-form.ts'
import { noAuthentication } from '../../../web/webhooks/form/authentication-draft.ts'
import { faultsOf } from '../../../web/webhooks/form/body.ts'
import type { Draft } from '../../../web/webhooks/form/draft.ts'
import { hasAdvanced, standAtFields } from '../../../web/webhooks/form/field-errors.ts'
import { stillWrong } from '../../../web/webhooks/form/remaining-errors.ts'

let emptyDraft: Draft
let rebased: typeof import('../../../web/webhooks/form/draft.ts').rebased

/** As in a browser, which knows its reader's language. */
beforeAll(async () => {
  const navigator = { languages: ['en-GB'] }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  ;({ emptyDraft, rebased } = await import('../../../web/webhooks/form/draft.ts'))
})

const errorsAt = (...paths: string[]) => paths.map((path) => ({ path, message: 'is wrong' }))

describe('stillWrong()', () => {
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
  ])('forgets %s when it is changed', (_, change, paths, left) => {
    const before: Draft = { ...emptyDraft, authentication: token }
    const errors = stillWrong(errorsAt(...paths), before, { ...before, ...change })

    expect(errors.map(({ path }) => path)).toEqual(left)
  })
})

it('rebased() keeps what was written, and takes the newest of everything else', () => {
  const before: Draft = { ...emptyDraft, url: 'a', description: 'before', actions: ['ADDED'] }
  const written: Draft = { ...before, url: 'mine', actions: ['ADDED'] }
  const newest: Draft = { ...before, url: 'theirs', description: 'theirs', actions: ['CHANGED'] }

  expect(rebased(written, before, newest)).toEqual({ ...newest, url: 'mine' })
})

it.each([
  ['NONE', []],
  ['TOKEN', ['token']],
  ['OAUTH2_CLIENT_CREDENTIALS', ['accessTokenUri', 'clientId', 'clientSecret']],
  [
    'OAUTH2_RESOURCE_OWNER_PASSWORD',
    ['accessTokenUri', 'clientId', 'clientSecret', 'username', 'password'],
  ],
] as const)('webhookErrors() finds what is missing of %s', (type, missing) => {
  const whole: Draft = { ...emptyDraft, url: 'x', resource: 'USER', actions: ['ADDED'] }

  const faults = faultsOf({ ...whole, authentication: { ...noAuthentication, type } }, webhookForm)

  expect(faults).toEqual(
    missing.map((name) => ({ path: `authentication.${name}`, message: 'is required' })),
  )
})

it.each([
  [['url', 'authentication'], true, false],
  [['limits.perSecond'], true, true],
  [['retryWaitsSeconds.0', 'elsewhere'], false, true],
])('Of %j, all stand at fields: %p, and some among the advanced: %p', (paths, at, advanced) => {
  expect(standAtFields(errorsAt(...paths))).toBe(at)
  expect(hasAdvanced(errorsAt(...paths))).toBe(advanced)
})

describe('ofOther()', () => {
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
  const sample = draftOf(resource('USER'))

  it('takes the sample of the other resource, and the same action', () => {
    const removed = { ...sample, action: 'REMOVED' as const }

    expect(ofOther(resource('ORDER'), removed, sample)).toEqual(
      draftOf(resource('ORDER'), 'REMOVED'),
    )
  })

  it('keeps what was written otherwise than the sample', () => {
    const other = ofOther(resource('ORDER'), { ...sample, content: '{}' }, sample)

    expect(other).toEqual({ ...draftOf(resource('ORDER')), content: '{}' })
  })
})
