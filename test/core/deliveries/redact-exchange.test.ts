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

  it.each([
    'set-cookie',
    'authorization',
    'authentication-info',
    'x-api-key',
    'x-auth-token',
    'x-session-id',
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
