import { type JsonText, type Place, withNullAt } from './json-text.ts'

/**
 * The content of a payment instrument without card numbers and security codes: `null` stands
 * where they stood. A code is known by its name, a number by its name or by its digits.
 */
export function withoutCardData(content: JsonText): JsonText {
  return withNullAt(content, isCardData)
}

const secretNames = new Set([
  'securitycode',
  'cardsecuritycode',
  'verificationcode',
  'cvv',
  'cvv2',
  'cvc',
  'cvc2',
  'pan',
  'cardnumber',
  'creditcardnumber',
  'track1',
  'track2',
])

function isCardData({ names, value }: Place): boolean {
  const name = plain(names.at(-1) ?? '')
  if (secretNames.has(name)) return true
  if (name === 'number' && names.some((outer) => plain(outer).includes('card'))) return true
  return (typeof value === 'string' || typeof value === 'number') && looksLikeCardNumber(value)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/**
 * 13 to 19 digits, with spaces or dashes at most, that pass the check of ISO/IEC 7812 (Luhn). A
 * number needs 14, for 13 digits are how it says a moment in milliseconds.
 */
function looksLikeCardNumber(value: string | number): boolean {
  const shape = typeof value === 'number' ? /^\d{14,19}$/ : /^\s*\d(?:[ -]?\d){12,18}\s*$/
  if (!shape.test(String(value))) return false

  const digits = String(value).replace(/\D/g, '')
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? Number(digit) : Number(digit) * 2
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}
