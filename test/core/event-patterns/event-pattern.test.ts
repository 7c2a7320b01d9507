import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { compilePattern } from '../../../core/event-patterns/event-pattern.ts'

type Case = readonly [items: unknown, matching: readonly unknown[], others: readonly unknown[]]

/** One field's list, the values of the field that match, and those that do not. */
const operators: readonly Case[] = [
  [['a'], ['a', ['b', 'a'], [['a']]], ['A', '', 'ab', 1, null, ['b'], {}, []]],
  [['a', 'b'], ['a', 'b', ['c', 'b']], ['c']],
  [[''], [''], [null, ' ', [], {}]],
  [[null], [null, [null]], ['', 'null', 0, false]],
  [[true], [true], ['true', 1, false]],
  [[300], [3.0e2, [1, 300]], ['300', 300.5]],
  [[0], [0, -0], ['0', null, false]],
  [['10.0.0.1'], ['10.0.0.1', '010.0.0.1', '::ffff:a00:1'], ['10.0.0.10', 10]],
  [['::1'], ['::1', '0:0:0:0:0:0:0:1'], ['::2', '::']],
  [['300.0.0.1', '1::2::3', '1:2'], ['300.0.0.1', '1::2::3', '1:2'], ['1:2:3']],
  [[{ exactly: 'a' }], ['a'], ['b', 'A']],
  [[{ prefix: 'EU-' }], ['EU-', 'EU-west'], ['eu-west', 'aEU-', 5, null]],
  [[{ prefix: '' }], ['', 'a'], [5, null, true, {}]],
  [[{ prefix: { 'equals-ignore-case': 'eu-' } }], ['EU-1', 'eu-', 'Eu-x'], ['e', 'xeu-']],
  [[{ prefix: { 'equals-ignore-case': '' } }], ['', 'a'], [1]],
  [[{ suffix: '.png' }], ['.png', 'a.png'], ['a.PNG', 'png', 5]],
  [[{ suffix: { 'equals-ignore-case': '.png' } }], ['a.PNG', '.Png'], ['png', '.png ']],
  [[{ 'equals-ignore-case': 'Straße' }], ['straße', 'STRASSE'], ['strase', 'STRASSE1']],
  [[{ 'equals-ignore-case': 'a.c' }], ['A.C'], ['abc']],
  [[{ 'equals-ignore-case': '' }], [''], ['a', null]],
  [[{ wildcard: 'a*c' }], ['ac', 'abc', 'aXcc'], ['a', 'acb', 'bac']],
  [[{ wildcard: '*a*a*' }], ['aa', 'xaya'], ['a', 'xay']],
  [[{ wildcard: 'a*a' }], ['aa', 'aba'], ['a']],
  [[{ wildcard: '*' }], ['', 'a'], [5, null]],
  [[{ wildcard: '' }], [''], ['a']],
  [[{ wildcard: '\\*\\\\*' }], ['*\\', '*\\x'], ['x\\', '*x']],
  [[{ wildcard: 'a.c' }], ['a.c'], ['abc']],
  [[{ wildcard: '*\n' }], ['a\n\n'], ['a']],
  [[{ 'anything-but': 'a' }], ['b', 5, null, true, ['a', 'b']], ['a', ['a'], [], {}]],
  [[{ 'anything-but': 123 }], ['123', 124, null], [123, 1.23e2]],
  [[{ 'anything-but': ['a', 'b'] }], ['c', ''], ['a', 'b']],
  [[{ 'anything-but': [1, 2] }], [3, '1'], [1, 2]],
  [[{ 'anything-but': '10.0.0.1' }], ['010.0.0.1'], ['10.0.0.1']],
  [[{ 'anything-but': { prefix: 'a' } }], ['b', 'Ab', 1], ['a', 'ab']],
  [[{ 'anything-but': { prefix: ['a', 'b'] } }], ['c'], ['ax', 'bx']],
  [[{ 'anything-but': { suffix: ['a', 'b'] } }], ['ac'], ['xa', 'xb']],
  [[{ 'anything-but': { 'equals-ignore-case': 'A' } }], ['b', null], ['a', 'A']],
  [[{ 'anything-but': { 'equals-ignore-case': ['a', 'B'] } }], ['c'], ['A', 'b']],
  [[{ 'anything-but': { wildcard: '*/lib/*' } }], ['/bin/', 5], ['/lib/', 'a/lib/b']],
  [[{ 'anything-but': { wildcard: ['a*', '*b'] } }], ['c'], ['ax', 'xb']],
  [[{ numeric: ['=', 5] }], [5, 5.0], ['5', 5.1, null]],
  [[{ numeric: ['<', 5] }], [4.999999, -1], [5, '1']],
  [[{ numeric: ['<=', 5] }], [5], [5.000001]],
  [[{ numeric: ['>', 5] }], [5.000001, 6e9], [5]],
  [[{ numeric: ['>=', -5e9] }], [-5e9, 0], [-5000000001]],
  [[{ numeric: ['>', 0, '<=', 5] }], [0.1, 5], [0, 5.1]],
  [[{ numeric: ['>', 1_700_000_000_000] }], [1_700_000_000_001], [1_700_000_000_000]],
  [[{ exists: true }], ['', null, 0, false, ['a'], [['a']]], [{}, [], { inner: 1 }, [{}]]],
  [[{ exists: false }], [{}, [], { inner: 1 }], ['', null, ['a']]],
  [['a', { exists: false }], ['a', {}], ['b']],
  [[{ cidr: '10.0.0.0/24' }], ['10.0.0.0', '10.0.0.255'], ['10.0.1.0', 'a', 5, '::a00:1']],
  [[{ cidr: '10.0.0.9/31' }], ['10.0.0.8', '10.0.0.9'], ['10.0.0.10']],
  [[{ cidr: '0.0.0.0/0' }], ['255.255.255.255'], ['::1', '256.0.0.1']],
  [[{ cidr: '2001:db8::/32' }], ['2001:DB8:1::', '2001:db8::1'], ['2001:db9::1', '10.0.0.1']],
  [
    ['a', { prefix: 'b' }, 7],
    ['a', 'bc', 7],
    ['c', 8],
  ],
]

describe('compilePattern()', () => {
  it.each(operators)('%j matches %j and not %j', (items, matching, others) => {
    const matches = (field: unknown) => matchesOf({ field: items }, { field })

    expect(matching.filter((value) => !matches(value))).toEqual([])
    expect(others.filter(matches)).toEqual([])
  })

  const items = {
    items: [
      { sku: 'a', count: 1 },
      { sku: 'b', count: 2, note: 'x' },
    ],
  }
  const tags = { tags: [['a'], ['b']], more: { tag: 'b' } }
  it.each([
    [{ a: [1], b: [2] }, { a: 1, b: 2, c: 3 }, true],
    [{ a: [1], b: [2] }, { a: 1 }, false],
    [{ a: { b: [1] } }, { a: { b: 1 } }, true],
    [{ a: { b: [1] } }, { a: 1 }, false],
    [{ a: { b: [1] } }, {}, false],
    [{ a: { b: [{ exists: false }] } }, {}, true],
    [{ a: { b: [{ exists: false }] } }, { a: 1 }, true],
    [{ a: { b: [{ exists: false }] } }, { a: { b: 1 } }, false],
    [{ toString: [{ exists: true }] }, {}, false],
    [{ items: { sku: ['a'], count: [1] } }, items, true],
    [{ items: { sku: ['a'], count: [2] } }, items, false],
    [{ items: { sku: ['a', 'b'], count: [2] } }, items, true],
    [{ items: { note: [{ exists: false }], sku: ['a'] } }, items, false],
    [{ items: { count: [1], note: [{ exists: false }] } }, items, true],
    [{ items: { count: [2], note: [{ exists: false }] } }, items, false],
    [{ tags: ['a'], more: { tag: ['b'] } }, tags, true],
    [{ a: { b: { c: [1] }, d: [2] } }, { a: [{ b: [{ c: 1 }, { c: 3 }], d: 2 }] }, true],
    [{ a: { b: { c: [1] }, d: [2] } }, { a: [{ b: [{ c: 1 }] }, { d: 2 }] }, false],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { a: 2, b: 1 }, false],
    [{ c: [3], $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, false],
    [{ c: [3], $or: [{ a: [1] }, { b: [2] }] }, { b: 2, c: 3 }, true],
    [{ x: { $or: [{ a: [1] }, { y: { b: [2] } }] } }, { x: { y: { b: 2 } } }, true],
    [{ $or: [{ a: [1] }, { $or: [{ b: [2] }, { c: [3] }] }] }, { c: 3 }, true],
    [{ items: { sku: ['a'], $or: [{ count: [2] }, { note: ['x'] }] } }, items, false],
    [{ items: { sku: ['b'], $or: [{ count: [9] }, { note: ['x'] }] } }, items, true],
    [{ a: [1], $or: [{ a: { b: [2] } }, { c: [3] }] }, { a: [1, { b: 2 }] }, true],
    [{ a: [1], $or: [{ a: { b: [2] } }, { c: [3] }] }, { a: [[1], { b: 2 }] }, false],
  ])('%j on %j: %j', (pattern, event, expected) => {
    expect(matchesOf(pattern, event)).toBe(expected)
  })

  it.each([
    [{ $or: ['x'] }, { $or: 'x' }],
    [{ $or: { a: [1] } }, { $or: { a: 1 } }],
    [{ $or: [{ prefix: 'x' }, { suffix: 'y' }] }, { $or: 'ay' }],
    [{ prefix: ['x'] }, { prefix: 'x' }],
  ])('takes %j for a name, which matches %j', (pattern, event) => {
    expect(matchesOf(pattern, event)).toBe(true)
  })

  it.each([
    [[], '', 'must be an object'],
    [{}, '', 'must not be empty'],
    [{ a: {} }, 'a', 'must not be empty'],
    [{ a: [] }, 'a', 'must not be empty'],
    [{ a: 'x' }, 'a', 'must be a list of values, or an object'],
    [{ a: [[1]] }, 'a.0', 'must be a text'],
    [{ a: ['x', {}] }, 'a.1', 'must be a text'],
    [{ a: [{ like: 'x' }] }, 'a.0', 'has no operator "like"'],
    [{ a: [{ toString: 'x' }] }, 'a.0', 'has no operator'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'a.0', 'must have one operator, not 2'],
    [{ a: [{ prefix: 5 }] }, 'a.0.prefix', 'must be a text'],
    [{ a: [{ suffix: { prefix: 'x' } }] }, 'a.0.suffix', 'must be a text'],
    [{ a: [{ exactly: 5 }] }, 'a.0.exactly', 'must be a text'],
    [{ a: [{ exists: 'yes' }] }, 'a.0.exists', 'must be true or false'],
    [{ a: [{ wildcard: 'a**' }] }, 'a.0.wildcard', 'must not have "**"'],
    [{ a: [{ wildcard: 'a\\b' }] }, 'a.0.wildcard', 'must have a backslash only'],
    [{ a: [{ wildcard: 'a\\' }] }, 'a.0.wildcard', 'must have a backslash only'],
    [{ a: [{ wildcard: 5 }] }, 'a.0.wildcard', 'must be a text'],
    [{ a: [{ 'anything-but': [] }] }, 'a.0.anything-but', 'must be a text, a number'],
    [{ a: [{ 'anything-but': ['x', 1] }] }, 'a.0.anything-but', 'must be a text, a number'],
    [{ a: [{ 'anything-but': null }] }, 'a.0.anything-but', 'must be a text, a number'],
    [{ a: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'a.0.anything-but', 'must be a text'],
    [{ a: [{ 'anything-but': { prefix: '' } }] }, 'a.0.anything-but.prefix', 'must not be empty'],
    [{ a: [{ 'anything-but': { suffix: ['x', 5] } }] }, 'a.0.anything-but.suffix.1', 'must be'],
    [{ a: [{ numeric: [] }] }, 'a.0.numeric', 'must be a comparison'],
    [{ a: [{ numeric: ['>', '5'] }] }, 'a.0.numeric', 'must be a comparison'],
    [{ a: [{ numeric: ['<', 5, '>', 3] }] }, 'a.0.numeric', 'must be a comparison'],
    [{ a: [{ numeric: ['>', 5, '<', 5] }] }, 'a.0.numeric', 'must have a lower limit'],
    [{ a: [{ cidr: '10.0.0.0' }] }, 'a.0.cidr', 'must be a CIDR range'],
    [{ a: [{ cidr: '10.0.0.0/32' }] }, 'a.0.cidr', 'must have a prefix length below 32'],
    [{ a: [{ cidr: 'example.com/8' }] }, 'a.0.cidr', 'must be a CIDR range'],
    [{ a: [2 ** 53] }, 'a.0', 'must be at most 9007199254740991'],
    [{ $or: [{ a: [1] }] }, '$or', 'must be a list of at least 2 objects'],
    [{ $or: [{ a: [1] }, 5] }, '$or.1', 'must be an object'],
    [{ $or: [{ a: { prefix: ['x'] } }, { b: [1] }] }, '$or.0.a.prefix', 'is an operator'],
    [{ a: [1], $or: [{ a: [2] }, { b: [3] }] }, '', 'names a twice'],
    [{ a: ['x'.repeat(5000)] }, '', 'must have at most 4096 characters'],
  ])('refuses %j at %j: %s', (pattern, path, message) => {
    const compiled = compilePattern(JSON.stringify(pattern))

    expect('errors' in compiled && compiled.errors).toEqual([
      { path, message: expect.stringContaining(message) },
    ])
  })

  it('names every error of a pattern', () => {
    const compiled = compilePattern('{"a":5,"b":[{"like":1}]}')

    expect('errors' in compiled && compiled.errors.map(({ path }) => path)).toEqual(['a', 'b.0'])
  })

  it('refuses more than 200 combinations of $or', () => {
    const branch = { $or: Array.from({ length: 10 }, (_, number) => ({ [`n${number}`]: [1] })) }
    const compiled = (names: string[]) =>
      compilePattern(JSON.stringify(Object.fromEntries(names.map((name) => [name, branch]))))

    expect(compiled(['a', 'b'])).toHaveProperty('value')
    expect(compiled(['a', 'b', 'c'])).toHaveProperty('errors')
  })

  it('says which fields do not match', () => {
    const mismatch = (pattern: unknown, event: unknown) => compiled(pattern).mismatch(event)

    expect(mismatch({ a: [1] }, { a: 1 })).toBeUndefined()
    expect(mismatch({ a: { b: [1] }, c: [2] }, { a: { b: 3 }, c: 2 })).toEqual({
      reason: 'does not match at a.b',
      fields: ['a.b'],
    })
    expect(mismatch({ c: [3], $or: [{ a: [1], b: [2] }, { d: [4] }] }, { c: 3 })).toEqual({
      reason: 'does not match at d',
      fields: ['d'],
    })
    expect(mismatch({ items: { sku: ['a'], count: [2] } }, items)).toEqual({
      reason: 'has no array element that matches all fields',
      fields: ['items.sku', 'items.count'],
    })
  })
})

const scalar = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null))
const text = fc.string({ maxLength: 4 })

describe('a compiled pattern', () => {
  it('is total: any JSON is refused with a reason, or matches or does not', () => {
    const operator = fc.constantFrom(
      'prefix',
      'suffix',
      'wildcard',
      'numeric',
      'anything-but',
      '$or',
    )
    const pattern = fc.dictionary(fc.oneof(text, operator), fc.jsonValue({ maxDepth: 4 }))
    fc.assert(
      fc.property(fc.oneof(pattern, fc.jsonValue()), fc.jsonValue(), (json, event) => {
        const result = compilePattern(JSON.stringify(json))

        if ('errors' in result) expect(result.errors.length).toBeGreaterThan(0)
        else expect(typeof result.value.matches(event)).toBe('boolean')
      }),
    )
  })

  it('matches exactly the event that it was made of', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(matchesOf({ a: [one] }, { a: other })).toBe(one === other || isSameIp(one, other))
      }),
    )
  })

  it.each(['prefix', 'suffix', 'equals-ignore-case', 'wildcard'])(
    'anything-but is the negation of %s on a present value',
    (name) => {
      const operand = fc.stringMatching(/^[ab]{1,3}$/)
      fc.assert(
        fc.property(
          operand,
          fc.oneof(fc.stringMatching(/^[abAB]{0,4}$/), scalar),
          (given, value) => {
            const event = { a: value }
            const but = matchesOf({ a: [{ 'anything-but': { [name]: given } }] }, event)

            expect(but).toBe(!matchesOf({ a: [{ [name]: given }] }, event))
          },
        ),
      )
    },
  )

  it('anything-but a text or a number is the negation of that value', () => {
    const value = fc.oneof(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 2 }))
    fc.assert(
      fc.property(value, value, (given, found) => {
        const but = matchesOf({ a: [{ 'anything-but': given }] }, { a: found })

        expect(but).toBe(!matchesOf({ a: [given] }, { a: found }))
      }),
    )
  })

  it('$or is the union of its branches, and fields next to each other the intersection', () => {
    const value = fc.integer({ min: 0, max: 1 })
    const event = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] })
    fc.assert(
      fc.property(event, (found) => {
        const [a, b] = [matchesOf({ a: [1] }, found), matchesOf({ b: [1] }, found)]

        expect(matchesOf({ $or: [{ a: [1] }, { b: [1] }] }, found)).toBe(a || b)
        expect(matchesOf({ a: [1], b: [1] }, found)).toBe(a && b)
      }),
    )
  })

  it('takes time in proportion to the event', () => {
    const long = 'a'.repeat(150_000)
    const element = { sku: 'a', count: 1 }
    const event = { a: long, items: Array.from({ length: 8000 }, () => element) }
    const pattern = {
      a: [{ wildcard: `${'*a'.repeat(1500)}b` }, { suffix: { 'equals-ignore-case': 'ab' } }],
      items: { sku: ['a'], count: [2], none: [{ exists: false }] },
    }
    const { matches } = compiled(pattern)
    const started = performance.now()

    expect(matches(event)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

function compiled(pattern: unknown) {
  const result = compilePattern(JSON.stringify(pattern))
  if ('errors' in result) throw new Error(JSON.stringify(result.errors))
  return result.value
}

function matchesOf(pattern: unknown, event: unknown): boolean {
  return compiled(pattern).matches(event)
}

/** Short texts such as `::` and `::0` may denote the same address. */
function isSameIp(one: string, other: string): boolean {
  return [one, other].every((address) => /^[\da-f:]*::[\da-f:]*$/i.test(address))
}
