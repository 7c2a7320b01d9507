import fc from 'fast-check'

/**
 * Any valid JSON text: whitespace between tokens, duplicate names, numbers beyond a double's
 * precision, all kinds of escapes. It neither begins nor ends with whitespace.
 */
export function jsonText(): fc.Arbitrary<string> {
  return fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('null', 'true', 'false', '{}', '[ ]'),
      numberText(),
      stringText(),
      tie('array'),
      tie('object'),
    ),
    array: fc.array(padded(tie('value')), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    object: fc
      .array(fc.tuple(padded(nameText()), padded(tie('value'))), { maxLength: 4 })
      .map((members) => `{${members.map((member) => member.join(':')).join(',')}}`),
  })).value
}

/** `-0`, `1.0`, `1E+3`, `12345678901234567890`, … */
function numberText(): fc.Arbitrary<string> {
  return fc.stringMatching(/^-?(0|[1-9]\d{0,24})(\.\d{1,8})?([eE][+-]?\d{1,2})?$/)
}

/** A string with its quotes, written plainly or in escapes. */
function stringText(): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
  const plain = fc.string({ unit, maxLength: 8 }).map((text) => JSON.stringify(text))
  const odd = fc.constantFrom('"\\u00e9"', '"\\/"', '"\\ud83d\\ude00"', '"\u2028"', '"\\\\\\""')
  return fc.oneof(plain, odd)
}

function nameText(): fc.Arbitrary<string> {
  const known = fc.constantFrom('"2"', '"1"', '"id"', '"__proto__"', '"constructor"', '""')
  return fc.oneof(known, stringText())
}

function padded(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const space = fc.constantFrom('', '', ' ', '\n', '\t', '\r\n  ')
  return fc.tuple(space, text, space).map((parts) => parts.join(''))
}
