import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { withoutSecrets } from '../../../core/values/without-echoes.ts'

const secret = `s3c+r/e"t&<é>'~`

describe('withoutSecrets()', () => {
  it.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON with escaped slashes', JSON.stringify(secret).slice(1, -1).replace('/', '\\/')],
    ['in JSON of ASCII', `s3c+r/e\\"t&<\\u00e9>'~`],
    ['in JSON for HTML', `s3c+r/e\\"t\\u0026\\u003cé\\u003e\\u0027~`],
    ['in JSON within JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in HTML', 's3c+r/e&quot;t&amp;&lt;é&gt;&#39;~'],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in lower case', encodeURIComponent(secret).toLowerCase()],
    ['in a form', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
  ])('removes a secret %s', (_, text) => {
    expect(withoutSecrets([secret], `before ${text} after`)).toMatch(
      /^before \[redacted\](|=|%3D) after$/,
    )
  })

  it('leaves at most the last characters of a secret within a text in base64', () => {
    const text = fc.string({ maxLength: 20 })
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), text, text, (hidden, before, after) => {
        const encoded = Buffer.from(`${before}${hidden}${after}`).toString('base64')

        const rest = withoutSecrets([hidden], encoded)

        expect(rest).toContain('[redacted]')
        expect(rest.length).toBeLessThanOrEqual(
          encoded.length -
            Math.floor((Buffer.byteLength(hidden) * 4) / 3) +
            2 +
            '[redacted]'.length,
        )
      }),
    )
  })

  it('finds any secret in every encoding, at the start, in the middle and at the end', () => {
    const encodings = [
      (text: string) => text,
      (text: string) => JSON.stringify(text).slice(1, -1),
      (text: string) => encodeURIComponent(Buffer.from(text).toString()),
      (text: string) => new URLSearchParams({ '': text }).toString().slice(1),
      (text: string) => Buffer.from(text).toString('base64'),
      (text: string) => Buffer.from(text).toString('base64url'),
    ]
    const around = fc.constantFrom('', ' ', '"', 'x=')
    const hidden = fc.string({ minLength: 4, unit: 'grapheme' })
    fc.assert(
      fc.property(hidden, around, around, (given, before, after) => {
        for (const encode of encodings) {
          const text = `${before}${encode(given)}${after}`
          expect(withoutSecrets(['another-secret', given], text)).toContain('[redacted]')
        }
      }),
    )
  })

  it('keeps what is too short to be a secret', () => {
    expect(withoutSecrets(['abc', ''], 'abc of abc')).toBe('abc of abc')
  })
})
