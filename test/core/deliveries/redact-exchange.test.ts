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

function keptOf(response: NonNullable<HttpExchange['response']>) {
  return redactExchange(request, { durations, response }).response
}

const withBody = (text: string) => keptOf({ headers: {}, body: { text } })?.body

describe('redactExchange()', () => {
  it('keeps what happened, and of the request what is no credential', () => {
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
  ])("redacts the answer's header %s", (name) => {
    const kept = keptOf({ headers: { [name]: 'something' }, body: { text: '' } })

    expect(kept?.headers).toEqual({ [name]: '[redacted]' })
  })

  it('keeps a challenge, which says why there was a 401', () => {
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' }

    expect(keptOf({ headers, body: { text: '' } })?.headers).toEqual(headers)
  })

  it('redacts the credentials that an answer repeats, in its headers and its body', () => {
    const kept = keptOf({
      headers: { 'x-echo': 'Bearer access-token-1' },
      body: { text: '{"token":"s3cret-token","bearer":"access-token-1"}' },
    })

    expect(kept).toEqual({
      headers: { 'x-echo': '[redacted]' },
      body: { text: '{"token":"[redacted]","bearer":"[redacted]"}' },
    })
  })

  it('leaves no part of a credential behind when the answer is cut in its midst', () => {
    const kept = withBody(`${'x'.repeat(4090)}s3cret-token`)

    expect(kept).toEqual({ text: `${'x'.repeat(4090)}[redac`, cut: 'size' })
  })

  it.each([
    ['a body of 4 KiB', 'a'.repeat(4096), undefined],
    ['one byte more', 'a'.repeat(4097), 'size'],
  ])('cuts %s with a mark when it is too large', (_, text, cut) => {
    const kept = withBody(text)

    expect(kept?.text).toBe('a'.repeat(4096))
    expect(kept?.cut).toBe(cut)
  })

  it('cuts between characters, never inside of one', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.constantFrom('é', '€', '😀'), (offset, character) => {
        const text = 'a'.repeat(offset) + character.repeat(4096)

        const kept = withBody(text)?.text ?? ''

        expect(text.startsWith(kept)).toBe(true)
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(4096)
        expect(Buffer.byteLength(kept)).toBeGreaterThan(4092)
      }),
    )
  })

  it('keeps why an answer had ended before it was cut', () => {
    const kept = keptOf({ headers: {}, body: { text: 'a part', cut: 'time' } })

    expect(kept?.body).toEqual({ text: 'a part', cut: 'time' })
  })

  it('keeps of many and long headers the most telling, and not more than 4 KiB', () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`x-${index}`, 'x'.repeat(3000)]),
    )
    const headers = { ...many, location: 'https://elsewhere.example.com/', 'retry-after': '5' }

    const kept = keptOf({ headers, body: { text: '' } })?.headers ?? {}

    expect(kept).toMatchObject({ location: 'https://elsewhere.example.com/', 'retry-after': '5' })
    expect(Object.entries(kept).flat().join('').length).toBeLessThanOrEqual(4096)
  })
})
