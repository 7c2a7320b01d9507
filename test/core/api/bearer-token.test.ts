import { expect, it } from '@jest/globals'

import { unauthorized } from '../../../core/api/bearer-token.ts'

it('unauthorized() asks for a token, without an error code, when there is none', () => {
  expect(unauthorized('missing')).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
    body: { title: 'Unauthorized', detail: 'Unauthorized: the bearer token is missing' },
  })
})

it.each([
  ['malformed', 'is malformed'],
  ['expired', 'has expired'],
  ['not-yet-valid', 'is not valid yet'],
  ['unknown-issuer', 'was signed by an unknown issuer'],
  ['wrong-signature', 'has an invalid signature'],
  ['wrong-audience', 'was issued for another audience'],
] as const)('unauthorized() names the error of a token that is %s', (reason, fact) => {
  expect(unauthorized(reason)).toMatchObject({
    status: 401,
    headers: {
      'www-authenticate': `Bearer error="invalid_token", error_description="the bearer token ${fact}"`,
    },
    body: { detail: `Unauthorized: the bearer token ${fact}` },
  })
})
