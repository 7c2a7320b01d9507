import { describe, expect, it } from '@jest/globals'

import { briefReason, explainReason } from '../../../web/shared/reason.ts'
import { en } from '../../../web/text/en.ts'

describe('explainReason()', () => {
  it.each([
    ['token: 401 invalid_client', /rejected the client ID, its secret or its key \(401 invalid_c/],
    ['token: 400 invalid_grant', /rejected the username or the password \(400 invalid_grant\)/],
    ['token: 400 slow_down', /no access token: 400 slow_down\. Check/],
    ['tls: DEPTH_ZERO_SELF_SIGNED_CERT', /add it to the webhook as a certificate authority/],
    ['timeout: headers', /^The receiver did not respond within the time limit\.$/],
    ['status 418', /^The receiver rejected the request \(HTTP 418\)\.$/],
  ])('says what %s means', (reason, explained) => {
    expect(explainReason(reason, en.reasons)).toMatch(explained)
  })
})

describe('briefReason()', () => {
  it.each([
    ['token: 401 invalid_client', 'No access token (401 invalid_client)'],
    ['tls: DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS connection failed'],
    ['timeout: headers', 'Timed out'],
    ['status 500', 'HTTP 500'],
    ['role: AccessDenied', 'role: AccessDenied'],
  ])('puts %s into a few words', (reason, brief) => {
    expect(briefReason(reason, en.log)).toBe(brief)
  })
})
