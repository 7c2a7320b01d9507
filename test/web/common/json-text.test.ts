import { expect, it } from '@jest/globals'

import { findJsonError, jsonTextAt } from '../../../web/common/json-text.ts'
import { formatJson } from '../../../web/shared/format-json.ts'

it.each([
  ['{"a" 1}', { line: 1, column: 6, offset: 5 }],
  ['{\n  "a": 1,\n}', { line: 3, column: 1, offset: 12 }],
  ['{"a": 1', { line: 1, column: 8, offset: 7 }],
  ['// why\n1', { line: 1, column: 1, offset: 0 }],
  ['', { line: 1, column: 1, offset: 0 }],
])('findJsonError() locates the error in %j', (text, place) => {
  expect(findJsonError(text)).toMatchObject(place)
})

it.each(['{}', '1e400', '[1, "ü"]', ' null '])('findJsonError() accepts %j', (text) => {
  expect(findJsonError(text)).toBeUndefined()
})

it('jsonTextAt() keeps every digit of a number', () => {
  const text = '{"event":{"resource":{"content":{"total":12.50,"id":12345678901234567890}}}}'

  expect(jsonTextAt(text, ['event', 'resource', 'content', 'total'])).toBe('12.50')
  expect(jsonTextAt(text, ['event', 'resource', 'content', 'id'])).toBe('12345678901234567890')
  expect(jsonTextAt(text, ['event', 'none'])).toBeUndefined()
})

it.each([
  ['{"a":1.0}', '{\n  "a": 1.0\n}'],
  ['no JSON', 'no JSON'],
])('formatJson() formats %j', (text, formatted) => {
  expect(formatJson(text)).toBe(formatted)
})
