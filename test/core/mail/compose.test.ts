import { describe, expect, it } from '@jest/globals'

import { compose } from '../../../core/mail/compose.ts'

const facts: Parameters<typeof compose<'PRODUCT_EVENT_FAILURE'>>[1] = {
  marketplace: 'acme',
  product: 'CRM',
  type: 'SUBSCRIPTION_ORDER',
  event: '4d7c3caf…',
  createdAt: '26 Nov 2026, 14:53 UTC',
  at: '26 Nov 2026, 14:54 UTC',
  company: 'Example Ltd',
  account: undefined,
  errorCode: 'UNKNOWN_ERROR',
  message: 'It broke',
}
const where = { pageUrl: 'https://hooks.example.com' }
const failure = (changes: Partial<typeof facts>, locale?: string | null) =>
  compose('PRODUCT_EVENT_FAILURE', { ...facts, ...changes }, { ...where, locale })

describe('compose()', () => {
  it('writes the same facts as text and as HTML, with a link to the page', () => {
    const { subject, text, html } = failure({})

    expect(subject).toBe('CRM: subscription order failed')
    expect(text).toContain('Error code: UNKNOWN_ERROR\nMessage: It broke\n')
    expect(text).toContain(
      'Open the integration events: https://hooks.example.com/#/integration-events',
    )
    expect(html).toContain('<td style="padding:2px 0;overflow-wrap:anywhere">It broke</td>')
    expect(html).toContain('<a href="https://hooks.example.com/#/integration-events">')
  })

  it('leaves out facts without a value', () => {
    expect(failure({}).text).not.toContain('Account')
    expect(failure({ account: 'a-1' }).text).toContain('Account: a-1')
  })

  it.each([
    ['a tag', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['quotes and ampersands', '"R&D"', '&quot;R&amp;D&quot;'],
  ])('escapes %s in HTML', (_, message, escaped) => {
    const { html, text } = failure({ message })

    expect(html).toContain(escaped)
    expect(html).not.toContain(message)
    expect(text).toContain(message)
  })

  it.each([
    ['a card number', 'card 4111 1111 1111 1111 declined', 'card [card number] declined'],
    ['an ungrouped card number', 'card 4111111111111111', 'card [card number]'],
    [
      'a credential in a URL',
      'see https://x.example/?token=s3cr3t',
      'see https://x.example/?token=***',
    ],
    [
      'a user and a password in a URL',
      'see https://ann:s3cr3t@x.example/a',
      'see https://***@x.example/a',
    ],
    ['an access token', 'Authorization: Bearer abcdefgh1234', 'Authorization: Bearer ***'],
    ['words about a scheme', 'Basic authentication failed', 'Basic authentication failed'],
    ['a named credential', 'login password=s3cr3t failed', 'login password=*** failed'],
    [
      'a card number with odd spaces',
      'card 4111\u00a01111\u00a01111\u00a01111',
      'card [card number]',
    ],
    ['a card number with hidden characters', '4111\u200b111111111111', '[card number]'],
    ['text from right to left', 'pay\u202elive\u202c', 'paylive'],
    ['a line break', 'one\r\nBcc: x@y.example', 'one Bcc: x@y.example'],
    ['a line separator', 'one\u2028two', 'one two'],
  ])('writes %s so that it does no harm', (_, message, written) => {
    const { html, text } = failure({ message })

    expect(text).toContain(`Message: ${written}\n`)
    expect(html).toContain(written)
  })

  it('leaves other numbers as they are', () => {
    expect(failure({ message: 'order 1234567890123456' }).text).toContain('1234567890123456')
  })

  it('has no line break in its subject, and not all of a long one', () => {
    const { subject } = failure({ product: `a\r\nBcc: x@y.example ${'x'.repeat(500)}` })

    expect(subject).not.toMatch(/[\r\n]/)
    expect(subject.length).toBeLessThanOrEqual(150)
  })

  it('cuts no character in two', () => {
    const { subject, text } = failure({
      product: 'CRM😀'.repeat(99),
      message: `x${'😀'.repeat(999)}`,
    })

    expect(`${subject} ${text}`).not.toMatch(/\p{Cs}/u)
  })

  it('cuts a long value', () => {
    expect(failure({ message: 'x'.repeat(10_000) }).text.length).toBeLessThan(1_500)
  })

  it.each(['en_US', 'de_DE', 'xx', '', null, undefined])(
    'is English for the locale %p',
    (locale) => {
      expect(failure({}, locale).subject).toBe('CRM: subscription order failed')
    },
  )
})
