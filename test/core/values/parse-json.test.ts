import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { isDeeperThan, parseJson } from '../../../core/values/parse-json.ts'
import { jsonText } from '../../support/json-texts.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('parseJson()', () => {
  it('accepts what JSON.parse accepts', () => {
    fc.assert(
      fc.property(jsonText(), (text) => {
        expect(parseJson(` ${text}\n`)).toEqual({ json: JSON.parse(text) as unknown })
      }),
    )
  })

  it.each([
    ['', /^it is not JSON/],
    ['{', /^it is not JSON/],
    ['{"a": }', /^it is not JSON \(ValueExpected in line 1, column 7\)$/],
    ['{\n "a" 1}', /^it is not JSON \(ColonExpected in line 2, column 6\)$/],
    ['{"a":1,}', /^it is not JSON/],
    ['{"a":1} // b', /^it is not JSON/],
    ['undefined', /^it is not JSON/],
    ['\ufeff{}', /^it is not JSON/],
  ])('reports that %j is not JSON, and where', (text, reason) => {
    expect(parseJson(text)).toEqual({ reason: expect.stringMatching(reason) })
  })

  it.each(['{"token":s3cret}', '{"token":"s3cret}', "{'s3cret':1}", '"s3cret" s3cret'])(
    'does not quote %j, which may contain secrets',
    (text) => {
      expect(JSON.stringify(parseJson(text))).not.toContain('s3cret')
    },
  )

  it('rejects JSON that is nested more than 200 levels deep', () => {
    const reason = 'it is nested more than 200 levels deep'

    expect(parseJson(nested(200))).toHaveProperty('json')
    expect(parseJson(nested(201))).toEqual({ reason })
    expect(parseJson(nested(100_000))).toEqual({ reason })
    expect(parseJson('['.repeat(100_000))).toEqual({
      reason: expect.stringMatching(/^it is not JSON/),
    })
  })
})

describe('isDeeperThan()', () => {
  it.each([
    [0, '1', false],
    [0, 'null', false],
    [0, '[]', true],
    [1, '[]', false],
    [1, '{"a":1}', false],
    [1, '{"a":{}}', true],
    [1, '[1,[2]]', true],
    [2, '[1,{"a":2}]', false],
  ])('%i levels: %s is deeper: %p', (levels, text, expected) => {
    expect(isDeeperThan(levels, JSON.parse(text))).toBe(expected)
  })
})
