import { describe, expect, it } from '@jest/globals'

import { parseXml } from '../../../adapters/xml/parse-xml.ts'
import type { Cut } from '../../../core/deliveries/http-exchange.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'
import type { ErrorCode } from '../../../core/integration/failure-codes.ts'
import type { IntegrationEventType } from '../../../core/integration/event-types.ts'
import { judgeAnswer, judgeResult, type Verdict } from '../../../core/integration/judge-answer.ts'

function responding(status: number, text: string, cut?: Cut): Reply {
  const body = { text, ...(cut !== undefined && { cut }) }
  const response = { headers: { 'content-type': 'application/json' }, body }
  return { kind: 'answered', status, exchange: { durations: { totalMs: 1 }, response } }
}

const succeeded = '{"success":true}'
const refused = '{"success":"false","errorCode":"MAX_USERS_REACHED","message":"No seat is left"}'
const created = '{"success":true,"accountIdentifier":"account-1","message":"Welcome"}'
const html = '<html><body>Error</body></html>'

const complete: Verdict = { kind: 'complete' }
const later: Verdict = { kind: 'later' }
const noSeat: Verdict = {
  kind: 'failed',
  errorCode: 'MAX_USERS_REACHED',
  message: 'No seat is left',
}
const failed = (errorCode: ErrorCode, message = ''): object => ({
  kind: 'failed',
  errorCode,
  message: expect.stringContaining(message),
})

const order = 'SUBSCRIPTION_ORDER'
const cancel = 'SUBSCRIPTION_CANCEL'
const notice = 'SUBSCRIPTION_NOTICE'
const noAccount = failed('INVALID_RESPONSE', 'must have an accountIdentifier')

describe('judgeAnswer()', () => {
  it.each<[IntegrationEventType, number, string, object]>([
    [order, 200, created, { ...complete, accountIdentifier: 'account-1', message: 'Welcome' }],
    [order, 201, created, { ...complete, accountIdentifier: 'account-1', message: 'Welcome' }],
    [order, 200, succeeded, noAccount],
    [order, 200, '{"success":true,"accountIdentifier":" "}', noAccount],
    [order, 200, refused, noSeat],
    [order, 202, '', later],
    [order, 202, succeeded, later],
    [order, 202, created, later],
    [order, 202, html, later],
    [order, 202, refused, noSeat],
    [order, 500, created, { ...complete, accountIdentifier: 'account-1', message: 'Welcome' }],
    [cancel, 200, succeeded, complete],
    [
      cancel,
      204,
      '',
      failed('INVALID_RESPONSE', 'The body of the response is invalid: it is empty'),
    ],
    [cancel, 200, html, failed('INVALID_RESPONSE', '"success" must be true or false')],
    [cancel, 200, '{"success":false}', failed('UNKNOWN_ERROR', 'The vendor gave no reason')],
    [cancel, 409, refused, noSeat],
    [cancel, 500, succeeded, complete],
    [cancel, 404, '', failed('TRANSPORT_ERROR', 'The endpoint responded with status 404')],
    [cancel, 500, html, failed('TRANSPORT_ERROR', 'status 500')],
    [cancel, 302, '', failed('TRANSPORT_ERROR', 'status 302')],
    [cancel, 100, '', failed('TRANSPORT_ERROR', 'status 100')],
    [notice, 200, '', complete],
    [notice, 204, '', complete],
    [notice, 200, succeeded, complete],
    [notice, 200, refused, noSeat],
    [notice, 200, html, failed('INVALID_RESPONSE')],
    [notice, 202, '', complete],
    [notice, 202, succeeded, complete],
    [notice, 202, html, complete],
    [notice, 202, refused, noSeat],
    [notice, 503, '', failed('TRANSPORT_ERROR', 'status 503')],
    ['USER_ASSIGNMENT', 200, '{"success":1}', failed('INVALID_RESPONSE')],
    [
      'USER_ASSIGNMENT',
      200,
      '<result><success>true</success><userIdentifier>u-1</userIdentifier></result>',
      { ...complete, userIdentifier: 'u-1' },
    ],
    ['ADDON_ORDER', 200, '{"success":true,"id":"i-1"}', { ...complete, id: 'i-1' }],
  ])('%s answered with %i %s', (type, status, text, verdict) => {
    expect(judgeAnswer(responding(status, text), { type }, parseXml)).toEqual(verdict)
  })

  it.each(['timeout: headers', 'connection: ECONNREFUSED', 'tls: CERT_HAS_EXPIRED'])(
    'no response is TRANSPORT_ERROR with the reason: %s',
    (reason) => {
      const verdict = judgeAnswer({ kind: 'unanswered', reason }, { type: notice }, parseXml)

      expect(verdict).toEqual(failed('TRANSPORT_ERROR', reason))
    },
  )

  it('a response without an exchange has no body', () => {
    const verdict = judgeAnswer({ kind: 'answered', status: 200 }, { type: cancel }, parseXml)

    expect(verdict).toEqual(failed('INVALID_RESPONSE', 'it is empty'))
  })

  it('says that the body is not complete', () => {
    const reply = responding(200, '{"success":tr', 'size')

    const verdict = judgeAnswer(reply, { type: cancel }, parseXml)

    expect(verdict).toEqual(failed('INVALID_RESPONSE', 'it is not complete'))
  })

  it.each<[number, string, object]>([
    [200, succeeded, complete],
    [200, refused, { ...complete, message: 'No seat is left' }],
    [409, refused, { ...complete, message: 'No seat is left' }],
    [202, '', later],
    [202, refused, { ...complete, message: 'No seat is left' }],
    [200, html, failed('INVALID_RESPONSE')],
    [404, '', failed('TRANSPORT_ERROR')],
  ])('a stateless test passes with any answer: %i %s', (status, text, verdict) => {
    const event = { type: order, flag: 'STATELESS' } as const

    expect(judgeAnswer(responding(status, text), event, parseXml)).toEqual(verdict)
  })
})

describe('judgeResult()', () => {
  it.each<[IntegrationEventType, Parameters<typeof judgeResult>[0], object]>([
    [order, { success: true, accountIdentifier: 'a' }, { ...complete, accountIdentifier: 'a' }],
    [order, { success: true }, noAccount],
    [cancel, { success: true, message: 'Bye' }, { ...complete, message: 'Bye' }],
    [cancel, { success: false, errorCode: 'FORBIDDEN' }, failed('FORBIDDEN', 'gave no reason')],
    [cancel, { success: false, message: 'No' }, failed('UNKNOWN_ERROR', 'No')],
  ])('%s that ended with %j', (type, answer, verdict) => {
    expect(judgeResult(answer, { type })).toEqual(verdict)
  })
})
