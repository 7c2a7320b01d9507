import type { Condition } from './parsed.ts'

/** Where in a value the text must be. */
type Place = 'whole' | 'start' | 'end'

/**
 * Whether a value is, starts or ends with the text in any case. Each character may be its lower or
 * its upper case; `ß` is also `SS`.
 */
export function ignoringCase(text: string, place: Place): Condition {
  const alternatives = Array.from(text, casesOf)
  const longest = alternatives.reduce((sum, cases) => sum + longestOf(cases), 0)
  const source = alternatives.map((cases) => `(?:${cases.map(escaped).join('|')})`).join('')
  const expression = new RegExp(
    `${place === 'end' ? '' : '^'}${source}${place === 'start' ? '' : '$'}`,
    'u',
  )
  const partOf = (value: string) => {
    if (place === 'whole') return value
    return place === 'start' ? value.slice(0, longest) : value.slice(-longest)
  }
  return (value) =>
    typeof value === 'string' &&
    (longest === 0 ? place !== 'whole' || value === '' : expression.test(partOf(value)))
}

function casesOf(character: string): string[] {
  return [...new Set([character, character.toLowerCase(), character.toUpperCase()])]
}

function longestOf(cases: readonly string[]): number {
  return Math.max(...cases.map(({ length }) => length))
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
}
