import { expect, it } from '@jest/globals'

import { inLines } from '../../../web/shared/format-json.ts'
import { jsonFault, textAt } from '../../../web/common/json-text.ts'

it.each([
  ['{"a" 1}', { line: 1, column: 6, offset: 5 }],
  ['{\n  "a": 1,\n}', { line: 3, column: 1, offset: 12 }],
  ['{"a": 1', { line: 1, column: 8, offset: 7 }],
  ['// why\n1', { line: 1, column: 1, offset: 0 }],
  ['', { line: 1, column: 1, offset: 0 }],
])('jsonFault() says where %j is no JSON', (text, place) => {
  expect(jsonFault(text)).toMatchObject(place)
})

it.each(['{}', '1e400', '[1, "ü"]', ' null '])('jsonFault() finds nothing in %j', (text) => {
  expect(jsonFault(text)).toBeUndefined()
})

it('textAt() keeps every digit of a number', () => {
  const text = '{"event":{"resource":{"content":{"total":12.50,"id":12345678901234567890}}}}'

  expect(textAt(text, ['event', 'resource', 'content', 'total'])).toBe('12.50')
  expect(textAt(text, ['event', 'resource', 'content', 'id'])).toBe('12345678901234567890')
  expect(textAt(text, ['event', 'none'])).toBeUndefined()
})

it.each([
  ['{"a":1.0}', '{\n  "a": 1.0\n}'],
  ['no JSON', 'no JSON'],
])('inLines() shows %j', (text, shown) => {
  expect(inLines(text)).toBe(shown)
})
