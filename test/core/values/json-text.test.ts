import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { textAt, withNullAt } from '../../../core/values/json-text.ts'
import { jsonText } from '../../support/json-texts.ts'

describe('textAt()', () => {
  it.each([
    ['{"a":12345678901234567890}', ['a'], '12345678901234567890'],
    ['{"a": 1.0 }', ['a'], '1.0'],
    ['{"a":1e3}', ['a'], '1e3'],
    ['{"a":{"b": [1, 2 ]}}', ['a', 'b'], '[1, 2 ]'],
    ['{"a":"\\u00e9"}', ['a'], '"\\u00e9"'],
    ['{"\\u0061":1}', ['a'], '1'],
    ['{"a":null}', ['a'], 'null'],
    ['{"a":1,"a":2}', ['a'], '2'],
    ['{"a":{"b":1},"a":{"c":2}}', ['a', 'b'], undefined],
    ['{"a":1}', ['b'], undefined],
    ['{"a":1}', ['a', 'b'], undefined],
    ['["a"]', ['0'], undefined],
    ['{}', ['toString'], undefined],
    [' {"a":1} ', [], '{"a":1}'],
  ])('%j at %j is %j', (text, path, expected) => {
    expect(textAt(text, path)).toBe(expected)
  })

  it('finds what JSON.parse finds, for any text and name', () => {
    fc.assert(
      fc.property(jsonText(), jsonText(), fc.string(), (first, second, name) => {
        const written = JSON.stringify(name)
        const text = `{${written}:${first},${written} : ${second}\n}`

        expect(textAt(text, [name])).toBe(second)
      }),
    )
  })
})

describe('withNullAt()', () => {
  it('replaces selected values by null, and preserves the rest verbatim', () => {
    const text = '{ "a": 1.0, "b" :[ {"a":"x"}, 2e1 ], "c":{"a" : [1,\n2]} }'

    const hidden = withNullAt(text, ({ names }) => names.at(-1) === 'a')

    expect(hidden.text).toBe('{ "a": null, "b" :[ {"a":null}, 2e1 ], "c":{"a" : null} }')
  })

  it('returns the paths of at most as many values as asked for, and the number of all', () => {
    const hidden = withNullAt('{"a":[0,{"b":1}],"c":2}', ({ value }) => Number(value) > 0, 1)

    expect(hidden).toEqual({
      text: '{"a":[0,{"b":null}],"c":null}',
      count: 2,
      paths: [['a', '1', 'b']],
    })
  })

  it('passes the path of a value, and the value decoded', () => {
    const places: unknown[] = []

    withNullAt('{"a":[{"\\u0062":"\\u00e9"}]}', ({ names, value }) => {
      if (typeof value === 'string') places.push([names, value])
      return false
    })

    expect(places).toEqual([[['a', 'b'], 'é']])
  })

  it('replaces both values of a duplicate name', () => {
    const { text } = withNullAt('{"a":1,"a":2}', ({ names }) => names[0] === 'a')

    expect(text).toBe('{"a":null,"a":null}')
  })

  it('changes nothing when nothing is selected, and everything when all is', () => {
    fc.assert(
      fc.property(jsonText(), (text) => {
        expect(withNullAt(text, () => false).text).toBe(text)
        expect(withNullAt(text, () => true).text).toBe('null')
      }),
    )
  })
})
