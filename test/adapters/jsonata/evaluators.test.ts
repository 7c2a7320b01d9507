import { describe, expect, it } from '@jest/globals'

import { evaluationLimits, evaluators } from '../../../adapters/jsonata/evaluators.ts'
import type { Evaluator } from '../../../adapters/jsonata/evaluator-process.ts'

const { evaluate } = evaluators({ size: 2 })
const input = '{"uuid":"u-1","resource":{"content":{"price":1.50,"big":12345678901234567890}}}'
const inputOf = (expression: string) => ({ owner: 'acme/webhook-1', expression, input })

describe('evaluators()', () => {
  it.each([
    ['an object', '{ "id": uuid }', '{"id":"u-1"}'],
    ['a text, which stays JSON', 'uuid', '"u-1"'],
    [
      'numbers as JSON.parse reads them',
      'resource.content.[price, big]',
      '[1.5,12345678901234567000]',
    ],
    [
      'members named like those of every object',
      '{ "__proto__": { "a": 1 }, "toString": 2 }',
      '{"__proto__":{"a":1},"toString":2}',
    ],
    ['an expression in an expression', '$eval("1 + 1")', '2'],
  ])('makes %s', async (_, expression, json) => {
    expect(await evaluate(inputOf(expression))).toEqual({ json })
  })

  it.each([
    [
      'reads no member that the input does not have',
      '[$.constructor, $.__proto__, "a".constructor]',
      { json: '[]' },
    ],
    ['has no result', 'missing', { reason: 'the result is empty' }],
    ['results in a function', 'function($x) { $x }', { reason: 'the result contains a function' }],
    ['results in one of JSONata’s', '{ "f": $sum }', { reason: 'the result contains a function' }],
    [
      'results in infinity',
      '1 / 0',
      { reason: 'the result contains Infinity, which is no JSON number' },
    ],
    ['results in too much', '$pad("", 204799, "x")', { reason: 'the result exceeds 204800 bytes' }],
    ['raises an error', '$error("no price")', { reason: 'no price', position: 7 }],
    [
      'cannot be parsed',
      '{ "id": ',
      { reason: expect.stringContaining('before end'), position: 8 },
    ],
    [
      'is nested too deeply',
      `${'('.repeat(4000)}1${')'.repeat(4000)}`,
      { reason: expect.stringContaining('stack') },
    ],
    [
      'recurses without end',
      '($f := function($x) { $f($x) + 1 }; $f(1))',
      { reason: expect.stringContaining('Stack overflow'), position: 25 },
    ],
    [
      'asks for a billion numbers',
      '[1..1e9]',
      { reason: expect.stringContaining('1e7'), position: 4 },
    ],
    [
      'doubles an array',
      '$reduce([1..40], function($a, $b) { $append($a, $a) }, [1])',
      { reason: expect.stringContaining('sequence length'), position: 8 },
    ],
  ])('says why there is no result when the expression %s', async (_, expression, expected) => {
    expect(await evaluate(inputOf(expression))).toEqual(expected)
  })

  it.each([
    ['never ends', '($f := function($x) { $f($x) }; $f(1))', /1000 milliseconds/],
    [
      'has a catastrophic regular expression',
      '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)',
      /^took longer than 1000 ms$/,
    ],
    ['makes an enormous text', '$pad("x", 500000000)', /^took (longer|too much)/],
    [
      'flattens an enormous text',
      '$encodeUrlComponent($pad("é", 60000000))',
      /^took (longer|too much)/,
    ],
    [
      'makes small data with an enormous text',
      '$reduce([1..60], function($a, $b) { [[$a, $a]] }, "xy")',
      /^took (longer|too much)/,
    ],
  ])(
    'ends what %s, and evaluates the next one',
    async (_, expression, reason) => {
      const ended = await evaluate(inputOf(expression))

      expect(ended).toEqual({
        reason: expect.stringMatching(reason) as unknown,
        ...('position' in ended && { position: ended.position }),
      })
      expect(await evaluate(inputOf('uuid'))).toEqual({ json: '"u-1"' })
    },
    20_000,
  )

  it('leaves nothing behind for the next expression', async () => {
    await evaluate(inputOf('($x := 1; $ ~> |$|{ "__proto__": { "left": 1 } }|)'))

    expect(await evaluate(inputOf('[$x, $.left, {}.left]'))).toEqual({ json: '[]' })
  })

  it('only parses without an input', async () => {
    expect(await evaluate({ owner: 'acme', expression: 'missing' })).toEqual({ json: 'null' })
    expect(await evaluate({ owner: 'acme', expression: '(' })).toMatchObject({ position: 1 })
  })

  it('starts nothing before the first expression, and one process for several', async () => {
    const started: Evaluator[] = []
    const { evaluate: ask } = evaluators({ size: 2, start: () => Promise.resolve(aStub(started)) })
    expect(started).toEqual([])

    await ask(inputOf('1'))
    await ask(inputOf('2'))

    expect(started).toHaveLength(1)
  })

  it('replaces a process that has ended', async () => {
    const started: Evaluator[] = []
    const { evaluate: ask } = evaluators({
      size: 1,
      start: () => Promise.resolve(aStub(started, false)),
    })

    await ask(inputOf('1'))
    await ask(inputOf('2'))

    expect(started).toHaveLength(2)
  })

  it('allows an expression a second and 64 MB', () => {
    expect(evaluationLimits).toMatchObject({ ms: 1000, residentMb: 120 }) // 56 MB are those of Node.js
  })
})

function aStub(started: Evaluator[], isAlive = true): Evaluator {
  const stub: Evaluator = {
    run: () => Promise.resolve({ json: '1' }),
    isAlive: () => isAlive,
    stop: () => undefined,
  }
  started.push(stub)
  return stub
}
