import { expect, it } from '@jest/globals'

import { hasCredential } from '../../web/webhooks/form/credential-in-url.ts'

it.each([
  ['https://crm.example.com/hooks?api_key=x', true],
  ['https://crm.example.com/hooks?region=eu&code=x', true],
  ['https://crm.example.com/hooks?accessToken=x', true],
  ['https://crm.example.com/hooks?X-Signature=x', true],
  ['https://crm.example.com/hooks?countryCode=de&author=me', false],
  ['https://crm.example.com/token?region=eu', false],
  ['https://crm.example.com/hooks', false],
  ['https://', false],
])('hasCredential() of %s: %s', (url, has) => {
  expect(hasCredential(url)).toBe(has)
})
