import { describe, expect, it } from '@jest/globals'

import { urlText } from '../../../core/webhooks/url-text.ts'

describe('urlText()', () => {
  it.each([
    [' https://crm.example.com/hook\n', 'https://crm.example.com/hook'],
    ['https://müller.example', 'https://xn--mller-kva.example'],
    ['https://MÜLLER.example/a?b=ü#c', 'https://xn--mller-kva.example/a?b=ü#c'],
    ['https://crm.müller.example:8443/hook', 'https://crm.xn--mller-kva.example:8443/hook'],
    ['https://пример.испытание/x', 'https://xn--e1afmkfd.xn--80akhbyknj4f/x'],
  ])('reads %j as %s', (given, url) => {
    expect(urlText().parse(given)).toBe(url)
  })

  it.each([
    'https://crm.example.com/ü',
    'https://１２７.0.0.1/',
    'https://ｅxample.com/',
    'https://a。example.com/',
    'https://user@müller.example/',
    'ftp://müller.example/',
    '{"url":"ü"}',
  ])('leaves %j as it is, for the check of the URL', (url) => {
    expect(urlText().parse(url)).toBe(url)
  })
})
