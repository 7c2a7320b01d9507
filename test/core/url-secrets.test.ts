import { describe, expect, it } from '@jest/globals'

import {
  isCredential,
  maskedUrl,
  maskFaults,
  secretsInUrl,
  unmaskedUrl,
} from '../../core/url-secrets.ts'

const url = 'https://crm.example.com/hooks?region=eu&sig=s%2Bcret&api_key=k1&api_key=k2#top'
const shown = 'https://crm.example.com/hooks?region=eu&sig=***&api_key=***&api_key=***#top'

it.each([
  ['sig', true],
  ['code', true],
  ['accessToken', true],
  ['X-Signature', true],
  ['api_key', true],
  ['countryCode', false],
  ['author', false],
  ['audience', false],
])('isCredential(%s) is %s', (name, is) => {
  expect(isCredential(name)).toBe(is)
})

it.each([
  [url, shown],
  ['https://x.example.com/token/secret', 'https://x.example.com/token/secret'],
  ['https://x.example.com/?token=', 'https://x.example.com/?token='],
  ['https://x.example.com/?a&b=1&%73ig=x', 'https://x.example.com/?a&b=1&%73ig=***'],
  ['https://x.example.com/?to+ken=1&token=a=b', 'https://x.example.com/?to+ken=1&token=***'],
  ['https://x.example.com/?token=a?b&c', 'https://x.example.com/?token=***&c'],
  ['no URL', 'no URL'],
])('maskedUrl(%s) is %s', (given, masked) => {
  expect(maskedUrl(given)).toBe(masked)
})

it('secretsInUrl() has the values, decoded', () => {
  expect(secretsInUrl(url)).toEqual(['s+cret', 'k1', 'k2'])
})

describe('unmaskedUrl()', () => {
  it.each([
    ['is the one that was shown', shown, url],
    ['has another path', shown.replace('/hooks', '/other'), url.replace('/hooks', '/other')],
    [
      'has less in another order',
      'https://crm.example.com/hooks?api_key=***&sig=***',
      'https://crm.example.com/hooks?api_key=k1&sig=s%2Bcret',
    ],
    ['has another value', shown.replace('sig=***', 'sig=new'), url.replace('s%2Bcret', 'new')],
  ])('keeps what is masked when the URL %s', (_, given, meant) => {
    expect(unmaskedUrl(given, url)).toBe(meant)
  })

  it.each([
    ['goes to another origin', shown.replace('crm', 'evil')],
    ['has a mask for something else', 'https://crm.example.com/hooks?token=***'],
    ['has a mask too many', shown.replace('sig=***', 'sig=***&sig=***')],
  ])('leaves a fault when the URL %s', (_, given) => {
    expect(maskFaults(unmaskedUrl(given, url))).toHaveLength(1)
    expect(unmaskedUrl(given, url)).not.toMatch(/evil.*(s%2Bcret|k1)/)
  })
})

it('maskFaults() finds nothing in a URL with its values, nor in stars that hide nothing', () => {
  expect(maskFaults(url)).toEqual([])
  expect(maskFaults('https://crm.example.com/?stars=***')).toEqual([])
  expect(maskFaults(shown)).toMatchObject([
    { path: 'url', message: expect.stringContaining("'sig'") },
  ])
})
