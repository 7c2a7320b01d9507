import * as z from 'zod'

import { isOfBrand } from './card-brands.ts'
import { cutTo } from '../values/cut-text.ts'
import { type JsonText, type JsonMember, withNullAt } from '../values/json-text.ts'

/**
 * The content of a payment instrument with card numbers and security codes replaced by `null`. A
 * security code is recognized by its name, a card number by its name or digits.
 */
export function withoutCardData(content: JsonText): JsonText {
  return withNullAt(content, isCardData).text
}

/** The same with the paths of what was replaced, if anything was. */
export function maskCardData(content: JsonText): { content: JsonText; masked?: string[] } {
  const { text, count, paths } = withNullAt(content, isCardData, maxPaths)
  if (count === 0) return { content: text }
  const shown = paths.map((path) => shortened(['content', ...path].join('.')))
  const masked = count > maxPaths ? [...shown, `and ${count - maxPaths} more`] : shown
  return { content: text, masked }
}

/** At most this many paths are listed. The last item is then the number of the others. */
const maxPaths = 100
const maxPathLength = 200

/** The paths, as an event has them. */
export const MaskedPaths = z
  .array(z.string().max(maxPathLength + 1))
  .min(1)
  .max(maxPaths + 1)

/** The text with each card number in it replaced. */
export function withoutCardNumbers(text: string): string {
  return text.replace(inText, (part) =>
    isNumberOfCard(part.replace(/\D/g, '')) ? '[card number]' : part,
  )
}

function shortened(path: string): string {
  return path.length > maxPathLength ? `${cutTo(maxPathLength, path)}…` : path
}

const secretName =
  /(securitycode|verification(code|value|number)|cvv2?|cvc2?|csc|cvn|card(number|no)|track[12](data)?)$|^pan$/

/** Names that are sensitive only inside a card. */
const secretNameInCard = /^(number|code|cid)$|cvv|cvc/

function isCardData({ names, value, written }: JsonMember): boolean {
  if (value === null) return false // also what was masked before
  const name = normalized(names.at(-1) ?? '')
  if (secretName.test(name)) return true
  if (secretNameInCard.test(name) && names.some((outer) => normalized(outer).includes('card')))
    return true
  if (typeof value === 'string') return holdsCardNumber(value)
  return typeof value === 'number' && [written, String(value)].some(isCardNumber)
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** A whole string of 13 to 19 digits, in any grouping. */
const wholeText = /^\s*\d(?:[\s.-]?\d){12,18}\s*$/

/** Within a text: 14 to 19 digits, ungrouped or grouped as printed on cards. */
const inText =
  /(?<![\w-])(?:\d{14,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\w-])/g

function holdsCardNumber(text: string): boolean {
  const candidates = wholeText.test(text) ? [text] : (text.match(inText) ?? [])
  return candidates.some((part) => isNumberOfCard(part.replace(/\D/g, '')))
}

/** A JSON number needs at least 14 digits: 13 is a timestamp in milliseconds. */
function isCardNumber(written: string): boolean {
  return /^\d{14,19}$/.test(written) && isNumberOfCard(written)
}

/** Numeric ids pass the check one time in ten: most begin as no brand does. */
function isNumberOfCard(digits: string): boolean {
  return isOfBrand(digits) && passesCheck(digits)
}

/** The Luhn check digit of ISO/IEC 7812. */
function passesCheck(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? Number(digit) : Number(digit) * 2
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}
