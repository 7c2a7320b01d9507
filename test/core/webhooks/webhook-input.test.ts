import { describe, expect, it } from '@jest/globals'

import { NewWebhook, WebhookChange } from '../../../core/webhooks/webhook-input.ts'

const url = 'https://crm.example.com/hook'

describe('A webhook’s addresses', () => {
  it.each<[string, string[], string[]]>([
    ['the same twice', ['ann@example.com', 'ann@example.com'], ['ann@example.com']],
    ['the same in another case', ['Ann@example.com', 'ann@EXAMPLE.com'], ['Ann@example.com']],
    [
      'different ones, in their order',
      ['bob@example.com', 'ann@example.com', 'bob@example.com', 'eve@example.com'],
      ['bob@example.com', 'ann@example.com', 'eve@example.com'],
    ],
    ['none', [], []],
  ])('are stored once each: %s', (_, given, stored) => {
    expect(NewWebhook.parse({ url, notify: given }).notify).toEqual(stored)
    expect(WebhookChange.parse({ notify: given }).notify).toEqual(stored)
  })

  it('are at most five, repeated ones included', () => {
    const six = Array.from({ length: 6 }, () => 'ann@example.com')

    expect(NewWebhook.safeParse({ url, notify: six }).success).toBe(false)
    expect(NewWebhook.parse({ url, notify: six.slice(1) }).notify).toEqual(['ann@example.com'])
  })
})
