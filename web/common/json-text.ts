import { findNodeAtLocation, parse, type ParseError, parseTree } from 'jsonc-parser'

/** The text of the value at `path`, with its numbers unchanged. */
export function jsonTextAt(text: string, path: readonly string[]): string | undefined {
  const root = parseTree(text)
  const node = root && findNodeAtLocation(root, [...path])
  return node && text.slice(node.offset, node.offset + node.length)
}

/** A syntax error: jsonc-parser's code, and the position counted from 1. */
export type JsonError = { code: number; offset: number; line: number; column: number }

export function findJsonError(text: string): JsonError | undefined {
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (first === undefined) return undefined

  const before = text.slice(0, first.offset).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return { code: first.error, offset: first.offset, line: before.length, column }
}
