import { describe, expect, it } from '@jest/globals'

import { parseXml } from '../../../adapters/xml/parse-xml.ts'

const nested = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels)

/** Each entity is ten times the one before: 10^9 times "lol" from less than a kilobyte. */
const billionLaughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`,
).join('')}]><lolz>&lol9;</lolz>`

describe('parseXml()', () => {
  it.each([
    ['text', '<a>b</a>', { a: 'b' }],
    ['no text', '<a/>', { a: '' }],
    ['spaces around text', '<a>\n  b\n</a>', { a: 'b' }],
    ['elements', '<a><b>1</b><c>2</c></a>', { a: { b: '1', c: '2' } }],
    ['repeated elements', '<a><b>1</b><c/><b>2</b></a>', { a: { b: ['1', '2'], c: '' } }],
    ['attributes, which it leaves out', '<a b="1"><c d="2">3</c></a>', { a: { c: '3' } }],
    ['prefixes, which it leaves out', '<n:a xmlns:n="u"><n:b>1</n:b></n:a>', { a: { b: '1' } }],
    ['a declaration and a comment', '<?xml version="1.0"?><!-- c --><a>b</a>', { a: 'b' }],
    ['a byte order mark', '\ufeff<a>b</a>', { a: 'b' }],
    ['predefined entities, once', '<a>&lt;&gt;&amp;&quot;&apos;&amp;lt;</a>', { a: `<>&"'&lt;` }],
    ['numeric entities', '<a>&#65;&#x1F4A5;</a>', { a: 'A💥' }],
    ['CDATA', '<a><![CDATA[<b>&lt;]]></a>', { a: '<b>&lt;' }],
    ['a number as text', '<a>0042.0</a>', { a: '0042.0' }],
    ['names of every object', '<a><toString>1</toString></a>', { a: { toString: '1' } }],
    ['50 levels', nested(50), expect.anything()],
  ])('reads %s', (_, xml, tree) => {
    expect(parseXml(xml)).toEqual({ tree })
  })

  it('reads __proto__ as a name, and changes no prototype', () => {
    const read = parseXml('<a><__proto__><success>true</success></__proto__></a>')

    expect(JSON.stringify(read)).toBe('{"tree":{"a":{"__proto__":{"success":"true"}}}}')
    expect(Reflect.get(read, 'success')).toBeUndefined()
  })

  it.each([
    ['a billion laughs', billionLaughs, 'it has a DTD'],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'DTD',
    ],
    ['an external DTD', '<!DOCTYPE a SYSTEM "https://example.com/a.dtd"><a/>', 'it has a DTD'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "https://e.com">%x;]><a/>', 'DTD'],
    ['an unknown entity', '<a>&nbsp;</a>', 'it is not XML (line 1, column 9)'],
    ['an entity in an attribute', '<a b="&x;"/>', 'it is not XML'],
    ['an unclosed entity', '<a>&lt</a>', 'it is not XML'],
    ['a character that XML forbids', '<a>&#0;</a>', 'it is not XML'],
    ['51 levels', nested(51), 'it is nested more than 50 levels deep'],
    ['a thousand levels', nested(1000), 'it is nested more than 50 levels deep'],
    ['more than 64 KiB', `<a>${'b'.repeat(65_530)}</a>`, 'it has more than 64 KiB'],
    ['more than 64 KiB in UTF-8', `<a>${'ü'.repeat(33_000)}</a>`, 'it has more than 64 KiB'],
    ['nothing', '', 'it is not XML'],
    ['text', 'success', 'it is not XML'],
    ['JSON', '{"success":true}', 'it is not XML'],
    ['an element without its end', '<a><b></a>', 'it is not XML'],
    ['two roots', '<a/><b/>', 'it is not XML'],
    ['text after the root', '<a/>b', 'it is not XML'],
    ['an attribute without quotes', '<a b=1/>', 'it is not XML'],
  ])('refuses %s', (_, xml, reason) => {
    expect(parseXml(xml)).toEqual({ reason: expect.stringContaining(reason) })
  })

  it('does not quote the document in the reason', () => {
    expect(JSON.stringify(parseXml('<a>&secret;</a>'))).not.toContain('secret')
  })

  it('reads the largest document with the most elements in less than a second', () => {
    const started = performance.now()

    const read = parseXml(`<a>${'<b/>'.repeat(16_000)}</a>`)

    expect(read).toHaveProperty('tree.a.b.length', 16_000)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
