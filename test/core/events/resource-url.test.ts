import { describe, expect, it } from '@jest/globals'

import { isResourceUrl } from '../../../core/events/resource-url.ts'

describe('isResourceUrl()', () => {
  it.each([
    'https://acme.example.com/api/1',
    'http://acme.example.com',
    'HTTPS://acme.example.com',
    '/api/billing/v1/orders/1',
    'orders/1?a=b#c',
    '//acme.example.com/api',
  ])('is true of %s', (url) => {
    expect(isResourceUrl(url)).toBe(true)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'a\nb'])(
    'is false of %j',
    (url) => {
      expect(isResourceUrl(url)).toBe(false)
    },
  )
})
