import { describe, expect, it } from '@jest/globals'

import { readOAuth1 } from '../../../../core/integration/oauth1/read-parameters.ts'
import { isFreshTimestamp } from '../../../../core/integration/oauth1/verify-request.ts'
import { noon } from '../../../support/builders.ts'

const pairs = {
  oauth_consumer_key: 'key',
  oauth_signature_method: 'HMAC-SHA1',
  oauth_timestamp: '1294966759',
  oauth_nonce: 'nonce',
  oauth_version: '1.0',
  oauth_signature: 'a/b=',
}

type Changes = Partial<Record<keyof typeof pairs | 'oauth_token' | 'realm', string | undefined>>

function header(changes: Changes = {}): string {
  const all = Object.entries({ ...pairs, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${encodeURIComponent(value)}"`],
  )
  return `OAuth ${all.join(', ')}`
}

const query = new URLSearchParams(pairs).toString()

const found = {
  consumerKey: 'key',
  nonce: 'nonce',
  timestamp: 1294966759,
  signature: 'a/b=',
}

describe('readOAuth1()', () => {
  it.each([
    ['a header', { url: '/events/1', authorization: header() }],
    ['a header with a realm', { url: '/', authorization: header({ realm: 'a, "b' }) }],
    ['a header without spaces', { url: '/', authorization: header().replaceAll(', ', ',') }],
    ['a header over lines', { url: '/', authorization: header().replaceAll(', ', ' ,\r\n\t') }],
    ['a lowercase scheme', { url: '/', authorization: header().replace('OAuth', 'oauth') }],
    ['a header without version', { url: '/', authorization: header({ oauth_version: undefined }) }],
    ['a header with an empty token', { url: '/', authorization: header({ oauth_token: '' }) }],
    ['a query', { url: `/events/1?a=1&${query}` }],
    ['the query of an absolute URL', { url: `https://shop.example.com/?${query}#a` }],
    ['a query and a header of another scheme', { url: `/?${query}`, authorization: 'Basic YQ==' }],
    ['a form', { url: '/', form: `a=1&${query}` }],
  ])('reads %s', (_, request) => {
    expect(readOAuth1(request)).toMatchObject(found)
  })

  it('returns what the header adds to the signed text, without the realm', () => {
    const authorization = header({ realm: 'shop', oauth_token: '' })

    const parameters = readOAuth1({ url: `/?a=1`, authorization })

    const expected = Object.entries({ ...pairs, oauth_token: '' })
    expect(parameters).toHaveProperty('header', expected)
  })

  it.each<[Changes, string]>([
    [{ oauth_consumer_key: undefined }, 'oauth_consumer_key is missing'],
    [{ oauth_consumer_key: '' }, 'oauth_consumer_key is missing'],
    [{ oauth_signature_method: undefined }, 'oauth_signature_method is missing'],
    [{ oauth_timestamp: undefined }, 'oauth_timestamp is missing'],
    [{ oauth_nonce: undefined }, 'oauth_nonce is missing'],
    [{ oauth_signature: undefined }, 'oauth_signature is missing'],
    [{ oauth_nonce: 'n'.repeat(256) }, 'oauth_nonce must have at most 255 characters'],
    [
      { oauth_consumer_key: 'k'.repeat(256) },
      'oauth_consumer_key must have at most 255 characters',
    ],
    [{ oauth_signature_method: 'PLAINTEXT' }, 'oauth_signature_method must be HMAC-SHA1'],
    [{ oauth_signature_method: 'HMAC-SHA256' }, 'oauth_signature_method must be HMAC-SHA1'],
    [{ oauth_version: '2.0' }, 'oauth_version must be 1.0'],
    [{ oauth_version: '' }, 'oauth_version must be 1.0'],
    [{ oauth_timestamp: '12.5' }, 'oauth_timestamp must be in seconds since 1970'],
    [{ oauth_timestamp: '-1' }, 'oauth_timestamp must be in seconds since 1970'],
    [{ oauth_timestamp: '1e3' }, 'oauth_timestamp must be in seconds since 1970'],
    [{ oauth_token: 'token' }, 'oauth_token must be absent or empty'],
  ])('refuses a header with %j', (changes, reason) => {
    expect(readOAuth1({ url: '/', authorization: header(changes) })).toEqual({ reason })
  })

  it.each([
    ['nothing', { url: '/events/1' }, 'oauth_consumer_key is missing'],
    ['a Bearer token', { url: '/', authorization: 'Bearer abc' }, 'oauth_consumer_key is missing'],
    [
      'OAuth2 by a similar name',
      { url: '/', authorization: 'OAuth2 a' },
      'oauth_consumer_key is mi',
    ],
    [
      'a parameter twice',
      { url: '/', authorization: `${header()}, oauth_nonce="n"` },
      'oauth_nonce m',
    ],
    ['header and query', { url: `/?${query}`, authorization: header() }, 'key must be given once'],
    [
      'query and form',
      { url: `/?${query}`, form: 'oauth_nonce=n' },
      'oauth_nonce must be given once',
    ],
    [
      'two tokens',
      { url: `/?${query}&oauth_token&oauth_token` },
      'an OAuth parameter must be given',
    ],
    ['only the scheme', { url: '/', authorization: 'OAuth' }, 'is not valid OAuth 1.0'],
    ['values without quotes', { url: '/', authorization: 'OAuth a=b' }, 'is not valid OAuth 1.0'],
    ['an unclosed quote', { url: '/', authorization: `${header()}, a="b` }, 'is not valid OAuth'],
    ['text between', { url: '/', authorization: `OAuth x ${header()}` }, 'is not valid OAuth 1.0'],
    ['a broken escape', { url: '/', authorization: `${header()}, a="%zz"` }, 'is not valid OAuth'],
    ['broken UTF-8', { url: '/', authorization: `${header()}, a="%ff"` }, 'is not valid OAuth 1.0'],
  ])('refuses %s', (_, request, reason) => {
    expect(readOAuth1(request)).toEqual({ reason: expect.stringContaining(reason) })
  })

  it('reads a header of 100 KB that never ends in less than a second', () => {
    const started = performance.now()

    expect(
      readOAuth1({ url: '/', authorization: `OAuth ${'a = '.repeat(25_000)}` }),
    ).toHaveProperty('reason')
    expect(readOAuth1({ url: '/', authorization: `OAuth a${' '.repeat(100_000)}` })).toHaveProperty(
      'reason',
    )
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('isFreshTimestamp()', () => {
  const seconds = noon.getTime() / 1000

  it.each([
    [0, true],
    [-300, true],
    [300, true],
    [-301, false],
    [301, false],
    [-seconds, false],
    [seconds * 999, false],
  ])('%i seconds from now: %s', (difference, isFresh) => {
    expect(isFreshTimestamp(seconds + difference, noon)).toBe(isFresh)
  })
})
