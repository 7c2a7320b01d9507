import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser'

import type { JsonText } from './json-text.ts'

/** No input is nested this deep. Deeper JSON would overflow the stack of recursive functions. */
const levelLimit = 200

/**
 * The value of a JSON text, or why it is invalid and where. The reason does not quote the text,
 * which may contain secrets.
 */
export function parseJson(text: JsonText): { json: unknown } | { reason: string } {
  try {
    return withinLevels(JSON.parse(text))
  } catch {
    return { reason: `it is not JSON${whereOf(text)}` }
  }
}

/** The value, or why it is invalid: it is nested too deep. */
export function withinLevels(json: unknown): { json: unknown } | { reason: string } {
  if (!isDeeperThan(levelLimit, json)) return { json }
  return { reason: `it is nested more than ${levelLimit} levels deep` }
}

/** Whether objects and arrays are nested more than this many levels. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner))
}

/** ` (ValueExpected in line 1, column 9)`, or '' if only `JSON.parse` rejects the text. */
function whereOf(text: string): string {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    return ''
  }
  const [first] = errors
  if (first === undefined) return ''

  const lines = text.slice(0, first.offset).split('\n')
  const position = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
  return ` (${printParseErrorCode(first.error)} in ${position})`
}
