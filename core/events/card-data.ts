import { type JsonText, type JsonPlace, withNullAt } from '../values/json-text.ts'

/**
 * The content of a payment instrument without card numbers and security codes: `null` stands
 * where they stood. A code is known by its name, a number by its name or by its digits.
 */
export function withoutCardData(content: JsonText): JsonText {
  return withNullAt(content, isCardData)
}

const secretName =
  /(securitycode|verification(code|value|number)|cvv2?|cvc2?|csc|cvn|card(number|no)|track[12](data)?)$|^pan$/

/** Harmless elsewhere, but not inside a card. */
const ofCard = /^(number|code|cid)$|cvv|cvc/

function isCardData({ names, value, written }: JsonPlace): boolean {
  const name = plain(names.at(-1) ?? '')
  if (secretName.test(name)) return true
  if (ofCard.test(name) && names.some((outer) => plain(outer).includes('card'))) return true
  if (typeof value === 'string') return holdsCardNumber(value)
  return typeof value === 'number' && [written, String(value)].some(isCardNumber)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** 13 to 19 digits, however they are grouped. */
const wholeText = /^\s*\d(?:[\s.-]?\d){12,18}\s*$/

/** In the midst of a text: 14 to 19 digits, as one or in the groups that stand on cards. */
const inText =
  /(?<![\w-])(?:\d{14,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\w-])/g

function holdsCardNumber(text: string): boolean {
  const found = wholeText.test(text) ? [text] : (text.match(inText) ?? [])
  return found.some((part) => passesCheck(part.replace(/\D/g, '')))
}

/** A JSON number needs 14 digits, for 13 are how it says a moment in milliseconds. */
function isCardNumber(written: string): boolean {
  return /^\d{14,19}$/.test(written) && passesCheck(written)
}

/** The check digit of ISO/IEC 7812 (Luhn). */
function passesCheck(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? Number(digit) : Number(digit) * 2
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}
