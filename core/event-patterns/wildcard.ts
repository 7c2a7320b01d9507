import { type Condition, type Parsed, wrong } from './parsed.ts'

/**
 * The condition of `{ "wildcard": "a*b" }`: `*` stands for any characters, `\*` for an asterisk,
 * `\\` for a backslash. The literal parts are found from left to right, without going back.
 */
export function likeWildcard(text: unknown): Parsed<Condition> {
  if (typeof text !== 'string') return wrong('must be a text, such as "*.png"')
  if (/\\(?![\\*])/.test(text.replaceAll('\\\\', ''))) {
    return wrong('must have a backslash only before "*" or another backslash')
  }
  const parts = literalsOf(text)
  if (parts.slice(1, -1).includes('')) return wrong('must not have "**": one "*" is enough')
  return { value: (value) => typeof value === 'string' && hasInOrder(value, parts) }
}

/** The literal parts between asterisks, without escapes. */
function literalsOf(text: string): string[] {
  const parts = ['']
  for (const [token] of text.matchAll(/\\.|[^]/gu)) {
    if (token === '*') parts.push('')
    else parts.push((parts.pop() ?? '') + token.replace(/^\\(.)/u, '$1'))
  }
  return parts
}

function hasInOrder(value: string, [first = '', ...parts]: readonly string[]): boolean {
  const last = parts.at(-1)
  if (last === undefined) return value === first
  if (!value.startsWith(first)) return false

  let position = first.length
  for (const part of parts.slice(0, -1)) {
    const found = value.indexOf(part, position)
    if (found === -1) return false
    position = found + part.length
  }
  return position + last.length <= value.length && value.endsWith(last)
}
