import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { maskCardData, withoutCardData } from '../../../core/events/card-data.ts'
import { jsonText } from '../../support/json-texts.ts'

/** Test card numbers published by card networks, by length. */
const cards = [
  '4222222222222', // Visa, 13
  '30569309025904', // Diners, 14
  '378282246310005', // American Express, 15
  '4111111111111111', // Visa, 16
  '5555555555554444', // Mastercard, 16
  '6304000000000000', // Maestro, 16
  '2223003122003222', // Mastercard, 16, of the series that begins with 2
  '6011111111111117', // Discover, 16
  '3530111333300000', // JCB, 16
  '6200000000000005', // UnionPay, 16
  '4000000000000000006', // Visa, 19
]

describe('maskCardData()', () => {
  it.each([
    ['{"a":1}', undefined],
    ['{"cvv":null}', undefined],
    ['"4111111111111111"', ['content']],
    ['{"payment":{"cardNumber":"x"}}', ['content.payment.cardNumber']],
    ['{"cards":[{"cvv":1},7,{"cvv":2}]}', ['content.cards.0.cvv', 'content.cards.2.cvv']],
  ])('lists by its path what it masks in %s', (content, masked) => {
    expect(maskCardData(content)).toEqual({
      content: withoutCardData(content),
      ...(masked && { masked }),
    })
  })

  it('lists 100 paths, then how many more there are', () => {
    const { masked = [] } = maskCardData(JSON.stringify(Array(103).fill({ cvv: 1 })))

    expect(masked).toHaveLength(101)
    expect(masked.slice(-2)).toEqual(['content.99.cvv', 'and 3 more'])
  })

  it('shortens long paths', () => {
    const { masked } = maskCardData(JSON.stringify({ ['x'.repeat(1000)]: { cvv: 1 } }))

    expect(masked).toEqual([`content.${'x'.repeat(192)}…`])
  })
})

describe('withoutCardData()', () => {
  it('removes number and code of a card as documented by the marketplace, and nothing else', () => {
    const content =
      '{ "id":"1b4b5a5e","accountDisplay":"****1111", "paymentMethod":"CREDIT_CARD",' +
      '"creditCard":{"name":"A. Person", "expirationMonth":12,"expirationYear":2030.0,"type":"VISA",' +
      '"number" : "4111 1111 1111 1111","securityCode":"123"},"createdOn":1700000000000,"vatId":null}'

    const hidden = withoutCardData(content)

    expect(hidden).toBe(
      '{ "id":"1b4b5a5e","accountDisplay":"****1111", "paymentMethod":"CREDIT_CARD",' +
        '"creditCard":{"name":"A. Person", "expirationMonth":12,"expirationYear":2030.0,"type":"VISA",' +
        '"number" : null,"securityCode":null},"createdOn":1700000000000,"vatId":null}',
    )
  })

  it.each(cards)('removes the card number %s from strings, wherever it is', (card) => {
    const text = JSON.stringify(card)

    expect(withoutCardData(text)).toBe('null')
    expect(withoutCardData(`[1,${text}]`)).toBe('[1,null]')
    expect(withoutCardData(`{"a":{"b":[{"c":${text}}]}}`)).toBe('{"a":{"b":[{"c":null}]}}')
  })

  it.each([
    ['spaces', '"4111 1111 1111 1111"'],
    ['dashes', '"4111-1111-1111-1111"'],
    ["American Express's groups", '"3782 822463 10005"'],
    ['spaces around', '" 4111111111111111\\n"'],
    ['unicode escapes', '"\\u0034111111111111111"'],
    ['no quotes', '4111111111111111'],
    ['a point', '4111111111111111.0'],
    ['an exponent', '4.111111111111111e15'],
  ])('removes a card number written with %s', (_, written) => {
    expect(withoutCardData(`{"a":${written}}`)).toBe('{"a":null}')
  })

  it.each([
    'securityCode',
    'security_code',
    'SECURITY-CODE',
    'cardSecurityCode',
    'verificationCode',
    'cvv',
    'CVV2',
    'cvc',
    'cvc2',
    'pan',
    'cardNumber',
    'card_number',
    'creditCardNumber',
    'track1',
    'track2',
    '\\u0063vv',
  ])('removes %s whatever its value', (name) => {
    for (const value of ['"123"', '123', '"****"', '{"a":1}', '[1,2]', 'true']) {
      expect(withoutCardData(`{"a":[{"${name}": ${value} }]}`)).toBe(`{"a":[{"${name}": null }]}`)
    }
  })

  it.each([
    ['{"creditCard":{"number":"not a card"}}', '{"creditCard":{"number":null}}'],
    ['{"card":{"details":{"Number":1}}}', '{"card":{"details":{"Number":null}}}'],
    ['{"cards":[{"number":"1"},{"number":"2"}]}', '{"cards":[{"number":null},{"number":null}]}'],
  ])('removes the number of a card even if it does not look like one: %s', (content, expected) => {
    expect(withoutCardData(content)).toBe(expected)
  })

  it('removes both values of a duplicate name', () => {
    expect(withoutCardData('{"cvv":"1","cvv":"2"}')).toBe('{"cvv":null,"cvv":null}')
  })

  it.each([
    ['a timestamp in milliseconds', '1700000000000'],
    ['a timestamp in milliseconds that passes the check', '1700000000005'],
    ['an ISO 8601 timestamp', '"2026-03-01T12:00:00.000Z"'],
    ['a uuid', '"7d0c0000-0000-4000-8000-000000000001"'],
    ['a numeric id', '"120394"'],
    ['12 digits', '"411111111111"'],
    ['20 digits', '"41111111111111111111"'],
    ['digits that fail the check', '"4111111111111112"'],
    ['a number that fails the check', '4111111111111112'],
    ['a price', '1234567890123.5'],
    ['a negative number', '-4111111111111111'],
    ['an IBAN', '"DE89370400440532013000"'],
    ['a phone number', '"+49 (0)30 123 456 789 01"'],
    ['an expiry', '"12/2030"'],
    ['text', '"A. Person"'],
    ['null', 'null'],
  ])('preserves %s', (_, written) => {
    expect(withoutCardData(`{"a":[${written}]}`)).toBe(`{"a":[${written}]}`)
  })

  it('preserves a number that is not of a card', () => {
    const content = '{"billingAddress":{"number":"12a"},"number":7}'

    expect(withoutCardData(content)).toBe(content)
  })

  it('preserves every timestamp in milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e12, max: 9999999999999 }), (moment) => {
        expect(withoutCardData(`{"createdOn":${moment}}`)).toBe(`{"createdOn":${moment}}`)
      }),
    )
  })

  it('preserves 200 timestamps in milliseconds as text', () => {
    const texts = Array.from({ length: 200 }, (_, number) => `"${1_700_000_000_000 + number}"`)

    expect(texts.map(withoutCardData)).toEqual(texts)
  })

  it.each(['1', '20', '2220', '2721', '306', '3527', '3590', '7', '8', '9'])(
    'preserves 200 ids of 16 digits that begin with %s, as no brand does',
    (start) => {
      const numbers = Array.from(
        { length: 200 },
        (_, number) => start.padEnd(13, '4') + String(number).padStart(3, '0'),
      )
      const texts = numbers.flatMap((digits) => [digits, `"${digits}"`, `"order ${digits}"`])

      expect(texts.map(withoutCardData)).toEqual(texts)
    },
  )

  it('preserves every uuid', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(withoutCardData(`"${uuid}"`)).toBe(`"${uuid}"`)
      }),
    )
  })

  it('removes card numbers from any string', () => {
    fc.assert(
      fc.property(jsonText(), cardNumber(), jsonText(), (before, card, after) => {
        const content = `{"a":${before},"b":["${card}",{"c":"${card}"}],"d":${after}}`

        const hidden = withoutCardData(content)

        expect(stringsIn(JSON.parse(hidden)).filter(isCardNumber)).toEqual([])
      }),
    )
  })

  it('removes card numbers of 14 to 19 digits written as JSON numbers', () => {
    const plain = cardNumber().map((card) => card.replace(/\D/g, ''))

    fc.assert(
      fc.property(
        plain.filter((card) => card.length >= 14 && !card.startsWith('0')),
        (card) => {
          expect(withoutCardData(`{"a":${card}}`)).toBe('{"a":null}')
        },
      ),
    )
  })

  it.each(['Visa 4111 1111 1111 1111', '4111111111111111 exp. 12/2030', 'PAN:5555555555554444.'])(
    'removes a card number within a text: %s',
    (text) => {
      const hidden = withoutCardData(JSON.stringify({ accountDisplay: text }))

      expect(hidden.replace(/\D/g, '')).not.toMatch(/\d{13}/)
    },
  )

  it('changes nothing without a card, whatever the JSON', () => {
    const noDigits = jsonText().filter((text) => !/\d{13}|\de|cvv|cvc|pan/i.test(text))

    fc.assert(
      fc.property(noDigits, (content) => {
        expect(withoutCardData(content)).toBe(content)
      }),
    )
  })
})

/** The start of a brand's numbers, and their lengths. */
const starts: [number[], number[]][] = [
  [[4], [13, 16, 19]],
  [[5, 5], [16]],
  [[2, 7, 2, 0], [16]],
  [[3, 7], [15]],
  [[3, 6], [14]],
  [[3, 5, 8, 9], [16]],
  [
    [6, 2],
    [16, 19],
  ],
  [[6, 5], [16]],
  [
    [5, 0],
    [13, 19],
  ],
]

/** The digits of a number of some brand, with a check digit, and some spaces or dashes between them. */
function cardNumber(): fc.Arbitrary<string> {
  const shape = fc.constantFrom(
    ...starts.flatMap(([start, all]) => all.map((length) => ({ start, length }))),
  )
  const digits = shape.chain(({ start, length }) => {
    const count = length - start.length - 1
    return fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
      .map((rest) => [...start, ...rest])
  })
  const separator = fc.constantFrom('', '', '', ' ', '-')
  return fc
    .tuple(digits, fc.array(separator, { minLength: 18, maxLength: 18 }))
    .map(([body, separators]) =>
      [...body, checkDigit(body)]
        .map((digit, at) => `${digit}${separators[at] ?? ''}`)
        .join('')
        .replace(/\D$/, ''),
    )
}

/** ISO/IEC 7812: doubles every second digit from the right of the body, and adds all digits. */
function checkDigit(body: readonly number[]): number {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
  const sum = body.reduce(
    (total, digit, at) => total + ((body.length - at) % 2 === 1 ? (doubled[digit] ?? 0) : digit),
    0,
  )
  return (10 - (sum % 10)) % 10
}

function isCardNumber(text: string): boolean {
  const digits = Array.from(text.replace(/[ -]/g, ''), Number)
  const isShaped = /^\d(?:[ -]?\d){12,18}$/.test(text.trim())
  const isOfBrand = starts.some(
    ([start, lengths]) =>
      lengths.includes(digits.length) && start.every((digit, at) => digits[at] === digit),
  )
  return isShaped && isOfBrand && checkDigit(digits.slice(0, -1)) === digits.at(-1)
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}
