import { describe, expect, it } from '@jest/globals'

import { parseTokenResponse } from '../../../core/tokens/token-response.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'

function answer(text: string, status = 400, contentType = 'application/json'): Reply {
  const response = { headers: { 'content-type': contentType }, body: { text } }
  return { kind: 'answered', status, exchange: { durations: { totalMs: 1 }, response } }
}

const parse = (text: string, status?: number, contentType?: string) =>
  parseTokenResponse(answer(text, status, contentType), ['s3cret', 'pa55word'])

const form = 'application/x-www-form-urlencoded'

describe('The access token in a form', () => {
  it.each([
    [
      'under its content type',
      'access_token=t-1&token_type=bearer&expires_in=60',
      `${form};charset=UTF-8`,
    ],
    ['under text/plain', 'access_token=t-1&scope=&token_type=bearer&expires_in=60', 'text/plain'],
    ['whatever comes first', 'token_type=bearer&expires_in=60&access_token=t-1', 'text/html'],
  ])('is read %s', (_, text, contentType) => {
    expect(parse(text, 200, contentType)).toEqual({
      kind: 'token',
      text: 't-1',
      lifetimeSeconds: 60,
    })
  })

  it.each(['<html>?access_token=t-1</html>', 'hello', '', '{"access_token'])(
    'is not found in %j',
    (text) => {
      expect(parse(text, 200, 'text/html')).toMatchObject({
        reason: 'token: the response is not JSON',
      })
    },
  )
})

it.each<[string, unknown, string, string | undefined]>([
  [
    'RFC 6749',
    { error: 'invalid_scope', error_description: 'No such scope' },
    'invalid_scope',
    'No such scope',
  ],
  [
    'RFC 6749 without a description',
    { error: 'invalid_grant', error_description: '' },
    'invalid_grant',
    undefined,
  ],
  [
    'Okta',
    { errorCode: 'E0000011', errorSummary: 'Invalid token provided' },
    'E0000011',
    'Invalid token provided',
  ],
  [
    'Salesforce, in a list',
    [{ message: 'Bad app', errorCode: 'APP_NOT_FOUND' }],
    'APP_NOT_FOUND',
    'Bad app',
  ],
  ['capital letters', { ErrorCode: 'invalid_client', Error: null }, 'invalid_client', undefined],
  [
    'an object',
    { error: { code: 401, message: 'Unknown client', status: 'UNAUTHENTICATED' } },
    'Unknown client',
    undefined,
  ],
  [
    'an object with both',
    { error: { type: 'OAuthException', message: 'Bad id', code: 101 } },
    'OAuthException',
    'Bad id',
  ],
  [
    'Apigee',
    { fault: { faultstring: 'Bad key', detail: { errorcode: 'oauth.v2.InvalidKey' } } },
    'oauth.v2.InvalidKey',
    'Bad key',
  ],
  [
    'a list of texts',
    { errors: ['x'], error: ['Client is locked'] },
    'Client is locked',
    undefined,
  ],
  [
    'nested lists',
    { data: { errors: [{ code: 'E1', detail: 'Wrong tenant' }] } },
    'E1',
    'Wrong tenant',
  ],
  [
    'problem+json',
    { type: 'about:blank', title: 'Bad Request', detail: 'No audience' },
    'Bad Request',
    'No audience',
  ],
  [
    'lines',
    { error: 'e', error_description: 'AADSTS7000215:\r\n Invalid\tsecret' },
    'e',
    'AADSTS7000215: Invalid secret',
  ],
])('An error like that of %s shows its text', (_, body, error, description) => {
  expect(parse(JSON.stringify(body))).toEqual({
    kind: 'failed',
    reason: `token: 400 ${error}`,
    status: 400,
    error,
    ...(description !== undefined && { description }),
  })
})

it('An error in a form shows its text', () => {
  const text = 'error=invalid_client&error_description=Wrong+id'

  expect(parse(text, 401, 'text/plain')).toMatchObject({
    reason: 'token: 401 invalid_client',
    description: 'Wrong id',
  })
})

it('An error in a 200 without a token is the reason', () => {
  const text = JSON.stringify({ errorCode: 'E1', message: 'Locked', access_token: undefined })

  expect(parse(text, 200)).toMatchObject({ reason: 'token: 200 E1', description: 'Locked' })
})

it('A message in addition to an access token is no error', () => {
  const text = JSON.stringify({ access_token: 't-1', message: 'Welcome', code: 'OK', error: '' })

  expect(parse(text, 200)).toMatchObject({ kind: 'token', text: 't-1' })
})

it.each([
  [
    { error: 'x', error_description: 'not s3cret, pa55word or czNjcmV0' },
    'not [redacted], [redacted] or [redacted]',
  ],
  [{ error: 'x', error_description: 'y'.repeat(400) }, `${'y'.repeat(300)}…`],
  [{ error: 'no s3cret' }, 'no [redacted]'],
])('A description has no secret and an end', (body, description) => {
  expect(parse(JSON.stringify(body))).toMatchObject({ description })
})

it('A response that is nested without end is read to some depth', () => {
  const text = `${'{"error":'.repeat(5000)}"deep"${'}'.repeat(5000)}`

  expect(parse(text)).toEqual({ kind: 'failed', reason: 'token: 400', status: 400 })
})
