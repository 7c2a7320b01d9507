import { createHmac } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import OAuth from 'oauth-1.0a'

import { signatureBaseString } from '../../../../core/integration/oauth1/base-string.ts'
import {
  type OAuth1Parameters,
  readOAuth1,
} from '../../../../core/integration/oauth1/read-parameters.ts'
import {
  authorizationHeader,
  signedUrl,
} from '../../../../core/integration/oauth1/signed-request.ts'
import { hasValidSignature } from '../../../../core/integration/oauth1/verify-request.ts'

const consumer = { key: 'Dummy', secret: 'secret' }
const once = { nonce: '72250409', timestamp: 1294966759 }

/** An implementation that is not ours. */
function independent({ key, secret }: typeof consumer) {
  return new OAuth({
    consumer: { key, secret },
    signature_method: 'HMAC-SHA1',
    hash_function: (text, signingKey) =>
      createHmac('sha1', signingKey).update(text).digest('base64'),
  })
}

function read(request: Parameters<typeof readOAuth1>[0]): OAuth1Parameters {
  const parameters = readOAuth1(request)
  if ('reason' in parameters) throw new Error(parameters.reason)
  return parameters
}

const base = 'https://vendor.example.com'

/**
 * URLs as they are called, and how RFC 5849 normalizes them where that differs: the independent
 * implementation leaves this to its caller.
 */
const urls = rows([
  ['a path', `${base}/create`],
  ['no path', base, `${base}/`],
  ['a query', `${base}/create?a=1&b=2`],
  ['an event URL', `${base}/create?eventUrl=${encodeURIComponent(`${base}/api/v1/events/1?x=y`)}`],
  ['parameters out of order', `${base}/?b=2&a=1&B=3&a1=4`],
  ['a name that begins like another', `${base}/?a=1&a-b=2&a.b=3`],
  ['an encoded space', `${base}/?name=Ada%20Lovelace`],
  ['a plus, which is a space', `${base}/?name=Ada+Lovelace`, `${base}/?name=Ada%20Lovelace`],
  ['an encoded plus', `${base}/?sum=1%2B1`],
  ['a tilde', `${base}/~ada?tilde=~&encoded=%7E`],
  ["the characters !*'()", `${base}/?marks=!*'()`],
  ['an encoded slash', `${base}/a%2Fb?c=d%2Fe`],
  ['encoded Unicode', `${base}/?name=Zo%C3%AB&emoji=%F0%9F%92%A5`],
  ['Unicode in the path', `${base}/zoë`, `${base}/zo%C3%AB`],
  ['duplicate parameters', `${base}/?a=2&a=1&a=10`],
  ['an empty value', `${base}/?a=&b=1`],
  ['a name without a value', `${base}/?a&b=1`, `${base}/?a=&b=1`],
  ['an empty query', `${base}/create?`, `${base}/create`],
  ['empty parameters', `${base}/?a=1&&b=2&`, `${base}/?a=1&b=2`],
  ['an equals sign', `${base}/?a=b%3Dc`],
  ['an encoded name', `${base}/?a%5B0%5D=1`, `${base}/?a[0]=1`],
  ['the default port', 'https://vendor.example.com:443/a', `${base}/a`],
  ['the default port of http', 'http://vendor.example.com:80/a', 'http://vendor.example.com/a'],
  ['another port', `${base}:8443/a`],
  ['the port of the other scheme', `${base}:80/a`],
  ['an uppercase host', 'HTTPS://Vendor.Example.COM/Create', `${base}/Create`],
  ['an IPv6 address', 'http://[2001:db8::1]:8080/a'],
  ['a fragment', `${base}/a?b=1#c`, `${base}/a?b=1`],
])

function rows(given: readonly (readonly [what: string, url: string, normalized?: string])[]) {
  return given.map(([what, url, normalized = url]) => [what, url, normalized] as const)
}

describe('authorizationHeader()', () => {
  it('signs the published example', () => {
    const url = 'https://www.appdirect.com/rest/api/events/dummyChange'

    expect(authorizationHeader({ method: 'GET', url }, consumer, once)).toBe(
      'OAuth oauth_consumer_key="Dummy", oauth_nonce="72250409", ' +
        'oauth_signature_method="HMAC-SHA1", oauth_timestamp="1294966759", oauth_version="1.0", ' +
        'oauth_signature="IBlWhOm3PuDwaSdxE%2FQu4RKPtVE%3D"',
    )
  })

  it.each(urls)('signs %s as an independent implementation does', (_, url, normalized) => {
    const { signature } = read({
      url: '/',
      authorization: authorizationHeader({ method: 'GET', url }, consumer, once),
    })

    expect(signature).toBe(
      independent(consumer).getSignature({ method: 'GET', url: normalized }, undefined, {
        oauth_consumer_key: consumer.key,
        oauth_nonce: once.nonce,
        oauth_signature_method: 'HMAC-SHA1',
        oauth_timestamp: once.timestamp,
        oauth_version: '1.0',
      }),
    )
  })

  it.each(['p&ss w+rd=%', 'Zoë💥', '"quoted", with commas', ''])(
    'signs with the key and the secret "%s"',
    (text) => {
      const odd = { key: `k${text}`, secret: text }
      const request = { method: 'post', url: `${base}/a`, form: 'b=1+2&c=%C3%AB' }

      const authorization = authorizationHeader(request, odd, once)

      const parameters = read({ ...request, authorization })
      expect(parameters.consumerKey).toBe(odd.key)
      expect(parameters.signature).toBe(
        independent(odd).getSignature(
          { method: 'POST', url: request.url, data: { b: '1 2', c: 'ë' } },
          undefined,
          {
            oauth_consumer_key: odd.key,
            oauth_nonce: once.nonce,
            oauth_signature_method: 'HMAC-SHA1',
            oauth_timestamp: once.timestamp,
            oauth_version: '1.0',
          },
        ),
      )
    },
  )
})

describe('signatureBaseString()', () => {
  it('builds the example of RFC 5849, 3.4.1.1', () => {
    const url = 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b'
    const header = [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ['oauth_signature', 'djosJKDKJSD8743243/jdk33klY='],
    ] as const

    expect(signatureBaseString({ method: 'post', url, form: 'c2&a3=2+q' }, header)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D' +
        '%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a' +
        '%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    )
  })
})

describe('signedUrl()', () => {
  it.each(urls)('signs %s in the query, and leaves the rest as it is', (_, url) => {
    const signed = signedUrl({ method: 'GET', url }, consumer, once)

    const [start = ''] = url.split('#')
    expect(signed.startsWith(start)).toBe(true)
    expect(
      hasValidSignature({ method: 'GET', urls: [signed] }, read({ url: signed }), 'secret'),
    ).toBe(true)
  })

  it('has the signature of the header', () => {
    const request = { method: 'GET', url: `${base}/create?a=1` }

    const inQuery = read({ url: signedUrl(request, consumer, once) })

    const authorization = authorizationHeader(request, consumer, once)
    expect(inQuery.signature).toBe(read({ url: '/', authorization }).signature)
    expect(inQuery.header).toEqual([])
  })
})

describe('hasValidSignature()', () => {
  it.each(urls)('accepts what an independent implementation signed: %s', (_, url, normalized) => {
    const client = independent(consumer)
    const signed = client.authorize({ method: 'GET', url: normalized })

    const inHeader = read({ url, authorization: client.toHeader(signed).Authorization })
    expect(hasValidSignature({ method: 'GET', urls: [url] }, inHeader, 'secret')).toBe(true)

    const inQuery = new URL(url)
    // It returns the parameters of the URL, too.
    for (const [name, value] of Object.entries(signed)) {
      if (name.startsWith('oauth_')) inQuery.searchParams.append(name, String(value))
    }
    const target = { method: 'GET', urls: [inQuery.href] }
    expect(hasValidSignature(target, read({ url: inQuery.href }), 'secret')).toBe(true)
  })

  const url = `${base}/api/integration/v1/events/1?a=1`
  const authorization = authorizationHeader({ method: 'GET', url }, consumer, once)
  const parameters = read({ url, authorization })

  it.each([
    ['another method', 'POST', [url], 'secret'],
    ['another path', 'GET', [url.replace('/1?', '/2?')], 'secret'],
    ['another query', 'GET', [`${url}&b=2`], 'secret'],
    ['another host', 'GET', [url.replace('vendor', 'other')], 'secret'],
    ['another secret', 'GET', [url], 'Secret'],
    ['no secret', 'GET', [url], ''],
    ['no URL', 'GET', [], 'secret'],
    ['a host that is none', 'GET', ['https://a b/', 'https://'], 'secret'],
  ])('refuses %s', (_, method, candidates, secret) => {
    expect(hasValidSignature({ method, urls: candidates }, parameters, secret)).toBe(false)
  })

  it.each([
    ['http before the proxy', url.replace('https', 'http')],
    ['the host behind the proxy', url.replace('vendor', 'internal')],
    ['a port of its own', url.replace('.com', '.com:8443')],
    ['a host that is none', 'https://a b/'],
  ])('accepts a request of which it knows more than one URL: %s', (_, other) => {
    const target = { method: 'GET', urls: [other, url] }

    expect(hasValidSignature(target, parameters, 'secret')).toBe(true)
  })

  it('refuses a signature with anything changed in it', () => {
    fc.assert(
      fc.property(fc.string(), (signature) => {
        fc.pre(signature !== parameters.signature)
        const changed = { ...parameters, signature }
        return !hasValidSignature({ method: 'GET', urls: [url] }, changed, 'secret')
      }),
    )
  })

  it('accepts whatever the header signs', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(texts, texts, fc.webUrl({ withQueryParameters: true }), (key, secret, target) => {
        const request = { method: 'GET', url: target }
        const header = authorizationHeader(request, { key, secret }, once)
        const found = read({ url: target, authorization: header })
        return hasValidSignature({ method: 'GET', urls: [target] }, found, secret)
      }),
    )
  })
})
