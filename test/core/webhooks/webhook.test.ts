import { describe, expect, it } from '@jest/globals'

import { fieldErrors } from '../../../core/values/validation-errors.ts'
import { NewWebhook, WebhookChange } from '../../../core/webhooks/webhook-input.ts'
import { aWebhook, noon } from '../../support/builders.ts'
import { redactedWebhook } from '../../../core/webhooks/redacted.ts'

const body = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const token = (text: unknown) => ({ authentication: { type: 'TOKEN', token: text } })

const previous = { sealed: 'cHJldmlvdXM', validUntil: noon.toISOString() }

describe('NewWebhook', () => {
  it('adds the defaults of omitted fields', () => {
    expect(NewWebhook.parse(body)).toEqual({
      ...body,
      authentication: { type: 'NONE' },
      description: '',
      enabled: true,
    })
  })

  it.each([
    ['every field', { authentication: { type: 'NONE' }, description: 'CRM', enabled: false }],
    ['a token', token('s3cret')],
    ['a token of one letter', token('!')],
    ['a token with inner spaces', token('a b ~')],
    ['the longest token', token('a'.repeat(2048))],
    ['the longest description', { description: 'é'.repeat(500) }],
    ['the longest URL', { url: `https://a/${'a'.repeat(2038)}` }],
    ['the shortest time limit', { timeLimitSeconds: 1 }],
    ['the longest time limit', { timeLimitSeconds: 30 }],
    ['no retries', { retryWaitsSeconds: [] }],
    ['the most retries', { retryWaitsSeconds: Array<number>(20).fill(1) }],
    ['the longest wait', { retryWaitsSeconds: [1_209_600] }],
    ['the lowest limits', { limits: { perSecond: 1, inFlight: 1 } }],
    ['the highest limits', { limits: { perSecond: 1000, inFlight: 100 } }],
    ['only a concurrency limit', { limits: { inFlight: 5 } }],
  ])('accepts %s', (_, given) => {
    expect(NewWebhook.parse({ ...body, ...given })).toMatchObject({ ...body, ...given })
  })

  it.each([
    [['REMOVED'], ['REMOVED']],
    [['DELETED'], ['REMOVED']],
    [['Deleted'], ['REMOVED']],
    [['ADDED', 'ADDED'], ['ADDED']],
    [
      ['REMOVED', 'ADDED', 'DELETED'],
      ['REMOVED', 'ADDED'],
    ],
  ])('reads the actions %j as %j', (actions, expected) => {
    expect(NewWebhook.parse({ ...body, actions }).actions).toEqual(expected)
  })

  it.each([
    ['no url', 'url', { url: undefined }],
    ['an empty url', 'url', { url: '' }],
    ['a url that is too long', 'url', { url: `https://a/${'a'.repeat(2039)}` }],
    ['a url that is not a string', 'url', { url: 1 }],
    ['an unknown resource', 'resource', { resource: 'TENANT' }],
    ['an event type as resource', 'resource', { resource: 'subscription.added' }],
    ['an empty list of actions', 'actions', { actions: [] }],
    ['an action outside a list', 'actions', { actions: 'ADDED' }],
    ['an unknown action', 'actions.1', { actions: ['ADDED', 'UPDATED'] }],
    ['an empty list of events', 'events', { events: [] }],
    ['events outside a list', 'events', { events: '*' }],
    ['an unknown event', 'events.1', { events: ['order.*', 'tenant.added'] }],
    [
      'an event that the resource lacks',
      'events.0',
      { events: ['lead.*', 'reseller_registrant.changed'].slice(1) },
    ],
    ['an action named like a property of every object', 'actions.0', { actions: ['constructor'] }],
    ['an unknown authentication', 'authentication.type', { authentication: { type: 'DIGEST' } }],
    ['an authentication without type', 'authentication.type', { authentication: {} }],
    ['an authentication that is text', 'authentication', { authentication: 'NONE' }],
    ['None with a token', 'authentication.token', { authentication: { type: 'NONE', token: 'a' } }],
    ['Token without token', 'authentication.token', { authentication: { type: 'TOKEN' } }],
    [
      'Token with an unknown field',
      'authentication.colour',
      { authentication: { type: 'TOKEN', token: 'a', colour: 'b' } },
    ],
    [
      'Token in a header that the request needs',
      'authentication.header',
      { authentication: { type: 'TOKEN', token: 'a', header: 'Content-Length' } },
    ],
    ['an empty token', 'authentication.token', token('')],
    ['a token that is too long', 'authentication.token', token('a'.repeat(2049))],
    ['a token of a space', 'authentication.token', token(' ')],
    ['a token with a line feed', 'authentication.token', token('a\nb: c')],
    ['a token with a carriage return', 'authentication.token', token('a\rb')],
    ['a token with a NUL', 'authentication.token', token('a\0')],
    ['a token with a tab', 'authentication.token', token('a\tb')],
    ['a token beyond ASCII', 'authentication.token', token('schlüssel')],
    ['a description that is too long', 'description', { description: 'a'.repeat(501) }],
    ['a description with a control character', 'description', { description: 'a\u0000' }],
    ['a URL with a control character', 'url', { url: 'https://crm.example.com/a\u0007b' }],
    ['a URL with half a surrogate pair', 'url', { url: 'https://crm.example.com/\ud800' }],
    ['a description that is null', 'description', { description: null }],
    ['enabled as a string', 'enabled', { enabled: 'true' }],
    ['a time limit of 0', 'timeLimitSeconds', { timeLimitSeconds: 0 }],
    ['too long a time limit', 'timeLimitSeconds', { timeLimitSeconds: 31 }],
    ['a fractional time limit', 'timeLimitSeconds', { timeLimitSeconds: 1.5 }],
    ['a time limit that is text', 'timeLimitSeconds', { timeLimitSeconds: '5' }],
    ['a time limit that is null', 'timeLimitSeconds', { timeLimitSeconds: null }],
    ['waits that are text', 'retryWaitsSeconds', { retryWaitsSeconds: '5,10' }],
    ['a wait of 0', 'retryWaitsSeconds.1', { retryWaitsSeconds: [5, 0] }],
    ['a fractional wait', 'retryWaitsSeconds.0', { retryWaitsSeconds: [0.5] }],
    ['too many waits', 'retryWaitsSeconds', { retryWaitsSeconds: Array(21).fill(1) }],
    ['waits that are too long', 'retryWaitsSeconds', { retryWaitsSeconds: [604_800, 604_801] }],
    ['empty limits', 'limits', { limits: {} }],
    ['limits that are a number', 'limits', { limits: 5 }],
    ['a rate limit of 0', 'limits.perSecond', { limits: { perSecond: 0 } }],
    ['too high a rate limit', 'limits.perSecond', { limits: { perSecond: 1001 } }],
    ['a concurrency limit of 0', 'limits.inFlight', { limits: { inFlight: 0 } }],
    [
      'too high a concurrency limit',
      'limits.inFlight',
      { limits: { perSecond: 5, inFlight: 101 } },
    ],
    ['a fractional concurrency limit', 'limits.inFlight', { limits: { inFlight: 2.5 } }],
    ['an unknown limit', 'limits.perMinute', { limits: { perSecond: 1, perMinute: 60 } }],
    ['an id', 'id', { id: 'webhook-1' }],
    ['a marketplace', 'marketplace', { marketplace: 'other' }],
    ['an unknown field', 'retries', { retries: 3 }],
  ])('rejects %s, and names %s', (_, path, given) => {
    const { error } = NewWebhook.safeParse({ ...body, ...given })

    const paths = error && fieldErrors(error).map((one) => one.path)
    expect([...new Set(paths)]).toEqual([path])
  })

  it.each([
    ['timeLimitSeconds', 90, 'must be a whole number from 1 to 30'],
    ['retryWaitsSeconds', [0], 'must be a whole number of seconds, at least 1'],
    ['retryWaitsSeconds', Array(21).fill(1), 'must be at most 20 waits'],
    ['retryWaitsSeconds', [2e6], 'must be at most 14 days (1209600) together'],
    ['limits', {}, 'must have perSecond or inFlight'],
    ['limits', { perSecond: 5000 }, 'must be a whole number from 1 to 1000'],
    ['limits', { inFlight: -1 }, 'must be a whole number from 1 to 100'],
  ])('describes what is valid when %s is %j', (name, value, message) => {
    const { error } = NewWebhook.safeParse({ ...body, [name]: value })

    expect(error && fieldErrors(error)).toEqual([{ path: expect.stringContaining(name), message }])
  })

  it('does not repeat a rejected token', () => {
    const { error } = NewWebhook.safeParse({ ...body, ...token('s3crét') })

    expect(error && JSON.stringify(fieldErrors(error))).not.toContain('s3cr')
  })
})

describe('WebhookChange', () => {
  it.each([
    {},
    { enabled: false },
    { description: '' },
    { actions: ['CHANGED'] },
    token('a'),
    { timeLimitSeconds: 5, retryWaitsSeconds: [60], limits: { perSecond: 5 } },
    { timeLimitSeconds: null, retryWaitsSeconds: null, limits: null },
  ])('accepts %j, and adds nothing to it', (change) => {
    expect(WebhookChange.parse(change)).toEqual(change)
  })

  it.each([
    ['version', { version: 2 }],
    ['id', { id: 'other' }],
    ['marketplace', { marketplace: 'other' }],
    ['createdBy', { createdBy: 'me' }],
    ['url', { url: null }],
    ['actions', { actions: [] }],
    ['enabled', { enabled: 1 }],
    ['timeLimitSeconds', { timeLimitSeconds: 31 }],
    ['retryWaitsSeconds.0', { retryWaitsSeconds: [null] }],
    ['limits', { limits: {} }],
    ['limits.perSecond', { limits: { perSecond: null } }],
  ])('rejects an invalid or unknown %s', (path, change) => {
    const { error } = WebhookChange.safeParse(change)

    expect(error && fieldErrors(error).map((one) => one.path)).toEqual([path])
  })
})

describe('redactedWebhook()', () => {
  it('shows only that there is a secret', () => {
    const view = redactedWebhook(
      aWebhook({ authentication: { type: 'TOKEN', sealed: 'c2VhbGVk' } }),
    )

    expect(view.authentication).toEqual({ type: 'TOKEN', hasToken: true })
    expect(JSON.stringify(view)).not.toMatch(/c2VhbGVk|sealed|marketplace/)
  })

  it('shows only until when the previous signing secret is valid', () => {
    const view = redactedWebhook(aWebhook({ signing: { sealed: 'c2VhbGVk', previous } }))

    expect(view.previousSecretValidUntil).toBe(noon.toISOString())
    expect(JSON.stringify(view)).not.toMatch(/c2VhbGVk|cHJldmlvdXM|sealed/)
  })
})
