import { describe, expect, it } from '@jest/globals'

import { withoutBrokenLinks } from '../../../lib/package/documents.ts'

describe('withoutBrokenLinks()', () => {
  it.each([
    ['a [table](tables.md), there', 'a [table](tables.md), there'],
    ['a [table](tables.md#rows), there', 'a [table](tables.md#rows), there'],
    ['the [page](../web/README.md#text) and [it](../b.ts)', 'the page and it'],
    ['[`a.ts`](../a.ts)', '`a.ts`'],
    ['[above](#above), [site](https://example.com/b.md)', undefined],
  ])('%s', (text, expected) => {
    expect(withoutBrokenLinks(text, (path) => path === 'tables.md')).toBe(expected ?? text)
  })
})
