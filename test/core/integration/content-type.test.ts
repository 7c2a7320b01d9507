import { describe, expect, it } from '@jest/globals'

import { preferredFormat } from '../../../core/integration/content-type.ts'

describe('preferredFormat()', () => {
  it.each([
    [undefined, 'xml'],
    ['', 'xml'],
    ['*/*', 'xml'],
    ['application/*', 'xml'],
    ['text/*', 'xml'],
    ['application/json', 'json'],
    ['application/xml', 'xml'],
    ['text/xml', 'xml'],
    ['text/json', 'json'],
    ['APPLICATION/JSON', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['application/json, application/xml', 'json'],
    ['application/xml, application/json', 'xml'],
    ['application/json, text/plain, */*', 'json'],
    ['text/plain, */*', 'xml'],
    ['application/xml;q=0.5, application/json', 'json'],
    ['application/json;q=0.5, application/xml;q=0.4', 'json'],
    ['application/json;q=0.5, */*', 'xml'],
    ['application/json ; q = 0.5 , application/xml;q=0.9', 'xml'],
    ['application/json;charset=utf-8;q=0.1, application/xml;q=0.2', 'xml'],
    ['application/xml;q=0, */*', 'json'],
    ['application/xml;q=0, text/xml;q=0, */*;q=0.1', 'json'],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', 'xml'],
    ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=0.2', 'xml'],
    ['application/*;q=0.5, application/json;q=0.4', 'xml'],
    ['application/json;q=1.000, application/xml;q=0.999', 'json'],
    ['application/json;q=2, application/xml;q=0.1', 'xml'],
    [',application/json,', 'json'],
    ['text/html', undefined],
    ['application/xhtml+xml', undefined],
    ['application/json;q=0', undefined],
    ['*/*;q=0', undefined],
    ['application/json;q=high', undefined],
    ['json', undefined],
    ['nonsense, more;of=it', undefined],
  ])('Accept: %s → %s', (accept, format) => {
    expect(preferredFormat(accept)).toBe(format)
  })
})
