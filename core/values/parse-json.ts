import { parse, type ParseError, printParseErrorCode } from 'jsonc-parser'

import type { JsonText } from './json-text.ts'

/** Nothing that we take is nested so deep; what is would overflow the stack of whoever walks it. */
const levelLimit = 200

/**
 * The value that a JSON text says, or what is wrong with the text and where. Of the text itself
 * nothing is repeated, for it may hold secrets.
 */
export function parseJson(text: JsonText): { json: unknown } | { fault: string } {
  try {
    const json: unknown = JSON.parse(text)
    if (!isDeeperThan(levelLimit, json)) return { json }
    return { fault: `it is nested more than ${levelLimit} levels deep` }
  } catch {
    return { fault: `it is not JSON${whereOf(text)}` }
  }
}

/** Whether objects and arrays stand inside each other more than so many times. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner))
}

/** ` (ValueExpected in line 1, column 9)`; empty when only `JSON.parse` knows. */
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
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
  return ` (${printParseErrorCode(first.error)} in ${place})`
}
