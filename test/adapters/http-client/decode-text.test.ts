import { expect, it } from '@jest/globals'

import { decodeText } from '../../../adapters/http-client/decode-text.ts'

const xml = (encoding: string) =>
  `<?xml version="1.0" encoding="${encoding}"?><message>Grüße</message>`
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()

it.each<[string, Buffer, string | undefined, string]>([
  ['UTF-8', Buffer.from('Grüße 😀'), undefined, 'Grüße 😀'],
  ['UTF-8 with a mark', Buffer.from('\ufeffGrüße'), 'text/plain; charset=iso-8859-1x', 'Grüße'],
  [
    'UTF-16 with a mark',
    Buffer.from('\ufeff{"a":"ü"}', 'utf16le'),
    'application/json',
    '{"a":"ü"}',
  ],
  ['big-endian UTF-16 with a mark', swapped('\ufeff{"a":"ü"}'), undefined, '{"a":"ü"}'],
  [
    'UTF-16 by its content type',
    Buffer.from('Gruß', 'utf16le'),
    'text/xml; charset="utf-16"',
    'Gruß',
  ],
  [
    'Latin-1 by its content type',
    Buffer.from('Gruß', 'latin1'),
    'text/xml;Charset=ISO-8859-1',
    'Gruß',
  ],
  [
    'Latin-1 by its declaration',
    Buffer.from(xml('ISO-8859-1'), 'latin1'),
    'text/xml',
    xml('ISO-8859-1'),
  ],
  [
    'UTF-8 that is called UTF-16',
    Buffer.from(xml('utf-16')),
    'text/xml; charset=utf-16',
    xml('utf-16'),
  ],
  ['an unknown character set', Buffer.from('Gruß'), 'text/plain; charset=klingon', 'Gruß'],
  ['invalid bytes', Buffer.from([0x61, 0xff]), undefined, 'a\ufffd'],
])('decodeText() reads %s', (_, bytes, contentType, text) => {
  expect(decodeText(bytes, contentType, false)).toBe(text)
})

it('decodeText() drops the part of a last character that was cut', () => {
  expect(decodeText(Buffer.from('aü').subarray(0, 2), undefined, true)).toBe('a')
})
