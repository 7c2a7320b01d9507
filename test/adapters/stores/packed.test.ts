import { createHash } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { dictionaries } from '../../../adapters/stores/dictionaries.ts'
import { pack, unpack } from '../../../adapters/stores/packed.ts'
import { resourceTypes } from '../../../core/events/catalogue.ts'
import { detailOf } from '../../../core/events/event.ts'
import { sampleOf } from '../../../core/events/samples.ts'
import { anEvent } from '../../support/builders.ts'
import { randomFrom } from '../../support/random-from.ts'
import { realisticEvent } from '../../support/realistic-event.ts'
import { realisticEventRow, realisticRow } from '../../support/realistic-row.ts'

const names = [...resourceTypes, 'DELIVERY'] as const
const text = '{"name":"Zoë 🚚","status":"ACTIVE","endDate":null}'

/** Released: whatever was packed with them is readable for as long as they stay as they are. */
const released = [
  'DELIVERY 4ee325dc6339a33a',
  'APP_ASSIGNMENT fdc575cebe0b809a',
  'CATALOG_PRODUCT a83084ec22742d31',
  'COMPANY c1433d3e2d474b03',
  'DISCOUNT 5d188477f57dfd60',
  'INVOICE fc697a396bfd9855',
  'MEMBERSHIP 2f72a00294b78692',
  'ORDER a064dc6a838ab16a',
  'PAYMENT_INSTRUMENT 4797ac55a1ed9e97',
  'PLATFORMS 776806d61624e4c0',
  'QUOTE 19367f4df52bcc21',
  'RESELLER_REGISTRANT b1a86a739d4cb372',
  'LEAD bb54c9070e590cc4',
  'STAGING_PRODUCT 5dc1c1bc5725a9f3',
  'SUBSCRIPTION 69eefdf56ee3680f',
  'USER 70cdd92c53683a4d',
  'INTEGRATION aa3a38c3ec27571e',
]

/** `text`, as the first release packed it. */
const packedByTheFirst = 'BKuGBWlU/uHVCh/mz5qlhC28UvNSIEEFCtBaAATTfkM='

describe('pack() and unpack()', () => {
  it.each(names)('give back any text, packed as %s', (name) => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.json(),
      fc.constantFrom('', '{}', '\0', 'é'.repeat(5000), JSON.stringify(sampleTexts())),
    )

    fc.assert(
      fc.property(any, (one) => {
        expect(unpack(pack(one, name))).toBe(one)
      }),
      { numRuns: 50 },
    )
  })

  it('make plain bytes of their own, that can be cloned and compared', () => {
    const packed = pack(text, 'USER')

    expect(Object.getPrototypeOf(packed)).toBe(Uint8Array.prototype)
    expect(packed.buffer.byteLength).toBe(packed.length)
  })

  it('give back 200 KB', () => {
    const large = detailOf(realisticEvent(200_000, randomFrom(1)))

    expect(unpack(pack(large, 'SUBSCRIPTION'))).toBe(large)
  })

  it('never take more than five bytes in addition to the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (one) => {
        expect(pack(one, 'USER').length).toBeLessThanOrEqual(Buffer.byteLength(one) + 5)
      }),
    )
  })

  it.each(resourceTypes)('take at most 160 bytes for the sample of %s', (type) => {
    const { uuid, url, content } = sampleOf(type)
    const resource = { type, uuid, url, content: JSON.stringify(content) }

    expect(pack(detailOf(anEvent({ resource })), type).length).toBeLessThanOrEqual(160)
  })

  it.each([
    [2048, 760],
    [1400, 520],
  ])('take a third of an event with a body of %i bytes', (bytes, most) => {
    const random = randomFrom(2)
    const events = Array.from({ length: 50 }, () => realisticEventRow(bytes, random))

    const lengths = events.map((event) => pack(event, 'SUBSCRIPTION').length)

    expect(Math.max(...lengths)).toBeLessThanOrEqual(most)
  })

  it('take at most 220 bytes for a delivery with its attempt and its exchange', () => {
    const random = randomFrom(3)
    const rows = Array.from({ length: 50 }, () => realisticRow(random))

    const lengths = rows.map((row) => pack(row, 'DELIVERY').length)

    expect(Math.max(...lengths)).toBeLessThanOrEqual(220)
  })
})

describe('the dictionaries', () => {
  it('have one for every name', () => {
    expect(new Set(dictionaries.map(({ name }) => name))).toEqual(new Set(names))
  })

  it('are never changed, removed or reordered once they are released', () => {
    const digests = dictionaries.map(({ name, text }) => `${name} ${digestOf(text)}`)

    expect(digests.slice(0, released.length)).toEqual(released)
  })

  it('are each pinned here, and their number fits into a byte', () => {
    expect(dictionaries).toHaveLength(released.length)
    expect(dictionaries.length).toBeLessThan(256)
  })

  it('read what the first release packed', () => {
    expect(unpack(Buffer.from(packedByTheFirst, 'base64'))).toBe(text)
  })
})

describe('unpack()', () => {
  const packed = pack(text, 'COMPANY')

  it('reads bytes that are a part of a larger buffer', () => {
    const larger = Buffer.concat([Buffer.from('before'), packed, Buffer.from('after')])

    expect(unpack(new Uint8Array(larger.buffer, larger.byteOffset + 6, packed.length))).toBe(text)
  })

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /0 bytes are too few/],
    ['too few bytes', packed.slice(0, 3), /3 bytes are too few/],
    ['an unknown dictionary', changed(packed, 0, 255), /there is no dictionary 255/],
    ['another dictionary', changed(packed, 0, 1), /./],
    ['a text that ends early', packed.slice(0, -6), /./],
    ['another checksum', changed(packed, packed.length - 1), /the checksum differs/],
    ['more bytes', Buffer.concat([packed, Buffer.from('x')]), /the checksum differs/],
    ['a text that is not packed, and was changed', changed(pack('a', 'USER'), 1), /checksum/],
  ])('throws for %s', (_, bytes, reason) => {
    expect(() => unpack(bytes)).toThrow(/^Cannot unpack a stored text: /)
    expect(() => unpack(bytes)).toThrow(reason)
  })

  it('throws or reads the same text when a bit is flipped', () => {
    for (let bit = 0; bit < packed.length * 8; bit += 1) {
      const bytes = changed(packed, bit >> 3, (packed[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

      expect([text, 'damaged']).toContain(unpackedOr(bytes, 'damaged'))
    }
  })
})

/** Some bits of a stream mean nothing: those that fill its last byte. */
function unpackedOr(bytes: Uint8Array, otherwise: string): string {
  try {
    return unpack(bytes)
  } catch {
    return otherwise
  }
}

function sampleTexts() {
  return resourceTypes.map((type) => sampleOf(type).content)
}

function changed(packed: Uint8Array, at: number, value = (packed[at] ?? 0) ^ 1): Uint8Array {
  const copy = Uint8Array.from(packed)
  copy[at] = value
  return copy
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
