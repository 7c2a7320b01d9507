import { expect, it } from '@jest/globals'

import { type Difference, differencesOf } from '../../../web/common/differences.ts'

it.each<[string, unknown, unknown, Difference[]]>([
  ['equal values', { a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, []],
  ['a member', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: 'a.b', before: '1', after: '2' }]],
  ['a type', { a: 1 }, { a: '1' }, [{ path: 'a', before: '1', after: '"1"' }]],
  [
    'an added member',
    {},
    { a: null },
    [
      { path: '', before: '{}', after: undefined },
      { path: 'a', before: undefined, after: 'null' },
    ],
  ],
  ['a longer list', { a: [1] }, { a: [1, 2] }, [{ path: 'a[1]', before: undefined, after: '2' }]],
  [
    'an object that became a text',
    { a: { b: 1 } },
    { a: 'b' },
    [
      { path: 'a.b', before: '1', after: undefined },
      { path: 'a', before: undefined, after: '"b"' },
    ],
  ],
  ['nothing before', undefined, { a: 1 }, [{ path: 'a', before: undefined, after: '1' }]],
])('differencesOf() %s', (_, before, after, expected) => {
  expect(differencesOf(before, after)).toEqual(expected)
})
