import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { tokenHeader } from '../../../core/webhooks/token-header.ts'
import { HeaderName, TokenPrefix } from '../../../core/webhooks/token-header-input.ts'

describe('tokenHeader()', () => {
  it.each([
    [{}, { 'x-appdirect-webhook-token': 's3cret' }],
    [{ header: 'AppDirect-Webhook-Token' }, { 'AppDirect-Webhook-Token': 's3cret' }],
    [{ header: 'Authorization', prefix: 'Bearer' }, { Authorization: 'Bearer s3cret' }],
  ])('puts the token into the header of %j', (where, headers) => {
    expect(tokenHeader(where, 's3cret')).toEqual(headers)
  })
})

describe('HeaderName', () => {
  it.each([
    'AppDirect-Webhook-Token',
    'Authorization',
    'X-Api-Key',
    'x_token',
    'Contents',
    'Hosted',
  ])('accepts %s', (name) => {
    expect(HeaderName.safeParse(name).success).toBe(true)
  })

  it.each([
    'Host',
    'Content-Length',
    'content-type',
    'Transfer-Encoding',
    'Connection',
    'Keep-Alive',
    'Upgrade',
    'TE',
    'Trailer',
    'Expect',
    'Date',
    'Via',
    'Forwarded',
    'X-Forwarded-For',
    'Proxy-Authorization',
    'Sec-Fetch-Mode',
    'Cookie',
    'User-Agent',
    'Accept-Encoding',
    'webhook-id',
    'Webhook-Signature',
    'WEBHOOK-TIMESTAMP',
    '__proto__',
  ])('rejects the reserved header %s', (name) => {
    expect(HeaderName.safeParse(name).error?.issues).toMatchObject([
      { message: 'must not be a header that the request needs' },
    ])
  })

  it.each(['', 'a b', 'a:b', 'a\r\nb', 'ü', 'x'.repeat(65)])(
    'rejects %j, which is not a header name',
    (name) => {
      expect(HeaderName.safeParse(name).success).toBe(false)
    },
  )

  it('rejects anything that could end the header', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        fc.pre(HeaderName.safeParse(name).success)
        expect(() => new Headers({ [name]: 'x' })).not.toThrow()
      }),
    )
  })
})

describe('TokenPrefix', () => {
  it.each([
    ['Bearer', true],
    ['Token', true],
    ['', false],
    ['Bearer ', false],
    ['a\nb', false],
    ['x'.repeat(65), false],
  ])('accepts %j: %p', (prefix, isAccepted) => {
    expect(TokenPrefix.safeParse(prefix).success).toBe(isAccepted)
  })
})
