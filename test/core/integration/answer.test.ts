import { describe, expect, it } from '@jest/globals'

import { parseXml } from '../../../adapters/xml/parse-xml.ts'
import { parseAnswer } from '../../../core/integration/answer.ts'
import { errorCodeOf, errorCodes } from '../../../core/integration/failure-codes.ts'

const parse = (text: string, contentType?: string) => parseAnswer({ contentType, text }, parseXml)
const json = (value: unknown) => parse(JSON.stringify(value), 'application/json')

describe('parseAnswer()', () => {
  it.each([
    [
      'the documented success in JSON',
      '{"success":"true","accountIdentifier":"a-1"}',
      { success: true, accountIdentifier: 'a-1' },
    ],
    [
      'the documented failure in JSON',
      '{"success":"false","errorCode":"ACCOUNT_NOT_FOUND","message":"No such account"}',
      { success: false, errorCode: 'ACCOUNT_NOT_FOUND', message: 'No such account' },
    ],
    [
      'the documented failure in XML',
      '<?xml version="1.0"?>\n<result><success>false</success><errorCode>USER_NOT_FOUND</errorCode><message>No &lt;such&gt; user</message></result>',
      { success: false, errorCode: 'USER_NOT_FOUND', message: 'No <such> user' },
    ],
    [
      'lowercase elements',
      '<result><success>true</success><accountidentifier>a-1</accountidentifier></result>',
      { success: true, accountIdentifier: 'a-1' },
    ],
    ['another root', '<ns:Answer xmlns:ns="u"><Success> TRUE </Success></ns:Answer>', yes()],
    [
      'keys in any case',
      '{"SUCCESS":true,"AccountIDENTIFIER":"a"}',
      yes({ accountIdentifier: 'a' }),
    ],
    ['a boolean', '{"success":false}', { success: false }],
    ['"True"', '{"success":"True"}', yes()],
    ['a byte order mark', '\ufeff{"success":true}', yes()],
    ['spaces and line ends around', '\r\n {"success":true}\r\n', yes()],
    ['an empty errorCode', '{"success":true,"errorCode":""}', yes()],
    ['nulls', '{"success":true,"errorCode":null,"message":null,"id":null}', yes()],
    ['an empty element', '<result><success>true</success><message/></result>', yes()],
    ['a number as id', '{"success":true,"accountIdentifier":42}', yes({ accountIdentifier: '42' })],
    ['a user', '{"success":true,"userIdentifier":"u"}', yes({ userIdentifier: 'u' })],
    ['an add-on', '{"success":true,"id":"i-1"}', yes({ id: 'i-1' })],
    ['unknown fields', '{"success":true,"asyncEvent":{"a":[1]}}', yes()],
    ['a message that is no text', '{"success":true,"message":{"a":1}}', yes()],
  ])('reads %s', (_, text, answer) => {
    expect(parse(text)).toEqual(answer)
  })

  it.each([
    ['JSON labelled as text/html', '{"success":true}', 'text/html'],
    ['JSON labelled as XML', '{"success":true}', 'application/xml'],
    ['JSON of a vendor type', '{"success":true}', 'application/vnd.example+json; charset=utf-8'],
    ['XML labelled as JSON', '<r><success>true</success></r>', 'application/json'],
    ['XML labelled as text/xml', '<r><success>true</success></r>', 'text/xml;charset=UTF-8'],
  ])('reads %s', (_, text, contentType) => {
    expect(parse(text, contentType)).toEqual({ success: true })
  })

  it.each([
    ['nothing', '', 'it is empty'],
    ['spaces', ' \n', 'it is empty'],
    ['text', 'OK', 'it is neither JSON nor XML'],
    ['unclosed JSON', '{"success":true', 'it is not JSON'],
    [
      'JSON without success',
      '{"accountIdentifier":"a"}',
      '"success" must be true or false, and is',
    ],
    ['success as a number', '{"success":1}', 'must be true or false, and is something else'],
    ['success as another text', '{"success":"yes"}', 'and is something else'],
    ['success twice', '{"success":true,"Success":false}', 'and is something else'],
    [
      'success twice in XML',
      '<r><success>true</success><success>false</success></r>',
      'is somethi',
    ],
    ['an array', '[{"success":true}]', 'it has no fields'],
    ['an XML root without elements', '<success>true</success>', 'it has no fields'],
    ['an XML array', '<r><r/><r/></r>', '"success" must be true or false, and is missing'],
    ['a page of HTML', '<!DOCTYPE html><html><body>Error</body></html>', 'it has a DTD'],
    ['an id as an object', '{"success":true,"id":{}}', '"id" must be text of at most 255'],
    ['an id as a fraction', '{"success":true,"id":1.5}', '"id" must be text'],
    ['an id that JSON rounds', '{"success":true,"id":12345678901234567890}', '"id" must be text'],
    ['an id with a line end', '{"success":true,"accountIdentifier":"a\\nb"}', 'plain characters'],
    ['JSON nested too deep', `{"a":${'['.repeat(300)}${']'.repeat(300)}}`, 'more than 200 levels'],
  ])('refuses %s', (_, text, reason) => {
    expect(parse(text)).toEqual({ reason: expect.stringContaining(reason) })
  })

  it.each(['OK', ''])('refuses "%s" labelled as JSON', (text) => {
    expect(parse(text, 'application/json')).toHaveProperty('reason')
  })

  it('accepts an id of 255 characters, and no longer one', () => {
    expect(json({ success: true, id: 'a'.repeat(255) })).toHaveProperty('id')
    expect(json({ success: true, id: 'a'.repeat(256) })).toHaveProperty('reason')
  })

  it('cuts a message off after 2,000 characters, never inside one', () => {
    const message = `${'a'.repeat(1999)}💥 and more`

    expect(json({ success: false, message })).toEqual({
      success: false,
      message: 'a'.repeat(1999),
    })
  })

  it.each([
    ['No more seats', 'No more seats - error code QUOTA_EXCEEDED'],
    [undefined, 'error code QUOTA_EXCEEDED'],
  ])('reads an unknown error code as UNKNOWN_ERROR and adds it to "%s"', (given, message) => {
    expect(json({ success: false, errorCode: 'QUOTA_EXCEEDED', message: given })).toEqual({
      success: false,
      errorCode: 'UNKNOWN_ERROR',
      message,
    })
  })
})

describe('errorCodeOf()', () => {
  it.each([
    ...errorCodes.map((code) => [code, code] as const),
    ['OPERATION_CANCELED', 'OPERATION_CANCELLED'],
    ['operation_canceled', 'OPERATION_CANCELLED'],
    [' Forbidden ', 'FORBIDDEN'],
    ['QUOTA_EXCEEDED', undefined],
    ['1', undefined],
    ['', undefined],
    ['toString', undefined],
  ])('reads "%s" as %s', (text, code) => {
    expect(errorCodeOf(text)).toBe(code)
  })

  it('knows fifteen', () => {
    expect(new Set(errorCodes).size).toBe(15)
  })
})

function yes(more: object = {}) {
  return { success: true, ...more }
}
