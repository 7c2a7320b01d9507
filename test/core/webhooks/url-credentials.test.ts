import { describe, expect, it } from '@jest/globals'

import {
  isCredential,
  maskedUrl,
  maskError,
  secretsInUrl,
  unmaskedUrl,
} from '../../../core/webhooks/url-credentials.ts'

const url = 'https://crm.example.com/hooks?region=eu&sig=s%2Bcret&api_key=k1&api_key=k2#top'
const shown = 'https://crm.example.com/hooks?region=eu&sig=***&api_key=***&api_key=***#top'

it.each([
  ['sig', true],
  ['code', true],
  ['accessToken', true],
  ['X-Signature', true],
  ['api_key', true],
  ['jwt', true],
  ['passphrase', true],
  ['user_passcode', true],
  ['authCode', true],
  ['auth_code', true],
  ['sessionId', true],
  ['sid', true],
  ['user-sid', true],
  ['hmac', true],
  ['bearer', true],
  ['otp', true],
  ['creds', true],
  ['sas', true],
  ['side', false],
  ['residence', false],
  ['saskia', false],
  ['hotpot', false],
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
  ['https://x.example.com/?a=1;sig=x;b', 'https://x.example.com/?a=1;sig=***;b'],
  ['/hooks/?sig=x', '/hooks/?sig=***'],
  ['not a URL', 'not a URL'],
])('maskedUrl(%s) is %s', (given, masked) => {
  expect(maskedUrl(given)).toBe(masked)
})

it('secretsInUrl() returns the values, decoded and as written', () => {
  expect([...new Set(secretsInUrl(url))]).toEqual(['s+cret', 's%2Bcret', 'k1', 'k2'])
})

describe('unmaskedUrl()', () => {
  const [get, path] = ['https://x.example.com/?', 'https://x.example.com/a?']

  it.each([
    ['is the shown one', shown, url, url],
    ['has another path', `${path}sig=***`, `${get}sig=s`, `${path}sig=s`],
    [
      'has another order',
      `${get}api_key=***&sig=***`,
      `${get}sig=s&api_key=k`,
      `${get}api_key=k&sig=s`,
    ],
    ['has another value', `${get}sig=new&key=***`, `${get}sig=s&key=k`, `${get}sig=new&key=k`],
    ['has one of two changed', `${get}key=new&key=***`, `${get}key=1&key=2`, `${get}key=new&key=2`],
    ['has an empty one', `${get}key=&key=***`, `${get}key=&key=2`, `${get}key=&key=2`],
    ['has encoded stars', `${get}sig=%2A%2A%2A`, `${get}sig=s%2Bt`, `${get}sig=s%2Bt`],
    ['has semicolons', `${get}a=1;sig=***;b=2`, `${get}a=1;sig=s;b=2`, `${get}a=1;sig=s;b=2`],
    ['has stars in place of no credential', `${get}a=***`, `${get}a=1`, `${get}a=***`],
  ])('restores the masked credentials when the URL %s', (_, given, before, meant) => {
    expect(unmaskedUrl(given, before)).toBe(meant)
    expect(maskError(meant)).toBeUndefined()
  })

  it.each([
    ['goes to another origin', 'https://evil.example.com/?sig=***', `${get}sig=s3cret`],
    ['goes to another port', 'https://x.example.com:8443/?sig=***', `${get}sig=s3cret`],
    ['goes to another scheme', 'http://x.example.com/?sig=***', `${get}sig=s3cret`],
    ['has a mask for another parameter', `${get}token=***`, `${get}sig=s3cret`],
    ['has one mask too many', `${get}sig=***&sig=***`, `${get}sig=s3cret`],
    ['has one mask too few', `${get}sig=***`, `${get}sig=s3cret&sig=t`],
    ['has a mask for an empty value', `${get}sig=***`, `${get}sig=`],
  ])('keeps the mask when the URL %s', (_, given, before) => {
    expect(unmaskedUrl(given, before)).toBe(given)
    expect(maskError(given)).toBeDefined()
  })
})
