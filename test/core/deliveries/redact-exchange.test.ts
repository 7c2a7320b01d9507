import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import type { HttpExchange } from '../../../core/deliveries/http-exchange.ts'
import { redactExchange } from '../../../core/deliveries/redact-exchange.ts'

const request = {
  url: 'https://crm.example.com/hook',
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': 'delivery-1',
    'x-appdirect-webhook-token': 's3cret-token',
    Authorization: 'Bearer access-token-1',
  },
}

const durations = { dnsMs: 1, connectMs: 2, tlsMs: 3, firstByteMs: 7, totalMs: 8 }

function storedOf(response: NonNullable<HttpExchange['response']>) {
  return redactExchange(request, { durations, response }).response
}

const withBody = (text: string) => storedOf({ headers: {}, body: { text } })?.body

describe('redactExchange()', () => {
  it('stores the response, and the request without its credentials', () => {
    const response = { headers: { server: 'nginx' }, body: { text: 'ok' } }

    const call = redactExchange(request, { durations, address: '93.184.216.34', response })

    expect(call).toEqual({
      durations,
      address: '93.184.216.34',
      request: {
        url: 'https://crm.example.com/hook',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'webhook-id': 'delivery-1',
          'x-appdirect-webhook-token': '[redacted]',
          Authorization: '[redacted]',
        },
      },
      response,
    })
  })

  it('stores the signature, which is no secret', () => {
    const headers = { 'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=' }

    const { request: stored } = redactExchange({ ...request, headers }, { durations })

    expect(stored.headers).toEqual(headers)
  })

  it.each([
    'set-cookie',
    'authorization',
    'authentication-info',
    'x-api-key',
    'x-auth-token',
    'x-session-id',
    'x-jwt',
    'x-passphrase',
    'x-passcode',
    'x-authcode',
    'x-hmac-sha256',
    'x-bearer',
    'x-otp',
    'x-creds',
    'x-sas',
    'sid',
    'client-secret',
  ])("redacts the response's header %s", (name) => {
    const stored = storedOf({ headers: { [name]: 'something' }, body: { text: '' } })

    expect(stored?.headers).toEqual({ [name]: '[redacted]' })
  })

  it('stores a challenge, which explains a 401', () => {
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' }

    expect(storedOf({ headers, body: { text: '' } })?.headers).toEqual(headers)
  })

  it('redacts the credentials that a response repeats, in its headers and its body', () => {
    const stored = storedOf({
      headers: { 'x-echo': 'Bearer access-token-1' },
      body: { text: '{"token":"s3cret-token","bearer":"access-token-1"}' },
    })

    expect(stored).toEqual({
      headers: { 'x-echo': '[redacted]' },
      body: { text: '{"token":"[redacted]","bearer":"[redacted]"}' },
    })
  })

  it.each(['accept', 'Accept', 'traceparent'])(
    'redacts a credential that the header %s carries, and where the response repeats it',
    (name) => {
      for (const value of ['s3cret+token', 'Key s3cret+token']) {
        const asked = { url: request.url, headers: { [name]: value, 'user-agent': 'Postrider' } }
        const response = { headers: {}, body: { text: 'I read s3cret+token' } }

        const stored = redactExchange(
          asked,
          { durations, response },
          { credential: 's3cret+token' },
        )

        expect(stored.request.headers).toEqual({ [name]: '[redacted]', 'user-agent': 'Postrider' })
        expect(stored.response?.body.text).toBe('I read [redacted]')
      }
    },
  )

  it('redacts the password of Basic authentication where the response repeats it', () => {
    const headers = { authorization: `Basic ${btoa('user:pa:ss word')}` }
    const response = { headers: {}, body: { text: 'user, your password is pa:ss word' } }

    const stored = redactExchange({ url: request.url, headers }, { durations, response })

    expect(stored.response?.body.text).toBe('user, your password is [redacted]')
  })

  it.each([
    [
      'link',
      '</hooks?page=2&access_token=abc>; rel="next", <https://u:p@x.example.com/?a=1>; rel="up"',
      '</hooks?page=2&access_token=***>; rel="next", <https://***@x.example.com/?a=1>; rel="up"',
    ],
    ['refresh', '5; url=https://x.example.com/?sid=abc', '5; url=https://x.example.com/?sid=***'],
    ['location', 'https://x.example.com/#jwt=abc&a=b', 'https://x.example.com/#jwt=***&a=b'],
    ['location', 'https://x.example.com/?token=a"b&a=b', 'https://x.example.com/?token=***&a=b'],
    ['x-next', '/hooks?side=left&otp=123456', '/hooks?side=left&otp=***'],
  ])('masks the credentials of URLs in the header %s: %s', (name, given, stored) => {
    expect(storedOf({ headers: { [name]: given }, body: { text: '' } })?.headers).toEqual({
      [name]: stored,
    })
  })

  it('stores no part of a credential when the body is cut inside it', () => {
    const stored = withBody(`${'x'.repeat(4090)}s3cret-token`)

    expect(stored).toEqual({ text: `${'x'.repeat(4090)}[redac`, cut: 'size' })
  })

  it.each([
    ['a body of 4 KiB', 'a'.repeat(4096), undefined],
    ['one byte more', 'a'.repeat(4097), 'size'],
  ])('cuts %s with a mark when it is too large', (_, text, cut) => {
    const stored = withBody(text)

    expect(stored?.text).toBe('a'.repeat(4096))
    expect(stored?.cut).toBe(cut)
  })

  it('cuts between characters, never inside one', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.constantFrom('é', '€', '😀'), (offset, character) => {
        const text = 'a'.repeat(offset) + character.repeat(4096)

        const stored = withBody(text)?.text ?? ''

        expect(text.startsWith(stored)).toBe(true)
        expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(4096)
        expect(Buffer.byteLength(stored)).toBeGreaterThan(4092)
      }),
    )
  })

  it('keeps the reason of an earlier cut', () => {
    const stored = storedOf({ headers: {}, body: { text: 'a part', cut: 'time' } })

    expect(stored?.body).toEqual({ text: 'a part', cut: 'time' })
  })

  it('stores at most 4 KiB of headers, the most useful ones first', () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`x-${index}`, 'x'.repeat(3000)]),
    )
    const headers = { ...many, location: 'https://elsewhere.example.com/', 'retry-after': '5' }

    const stored = storedOf({ headers, body: { text: '' } })?.headers ?? {}

    expect(stored).toMatchObject({ location: 'https://elsewhere.example.com/', 'retry-after': '5' })
    expect(Object.entries(stored).flat().join('').length).toBeLessThanOrEqual(4096)
  })
})
