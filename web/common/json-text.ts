import { findNodeAtLocation, type ParseError, parse, parseTree } from 'jsonc-parser'

/** The value at `path` of a JSON text as it stands there: its numbers keep their digits. */
export function textAt(text: string, path: readonly string[]): string | undefined {
  const root = parseTree(text)
  const node = root && findNodeAtLocation(root, [...path])
  return node && text.slice(node.offset, node.offset + node.length)
}

/** Where a text is no JSON, counted as people do from 1, and why: jsonc-parser's code. */
export type JsonFault = { code: number; offset: number; line: number; column: number }

/** The first fault of a text that should be JSON; undefined when it is. */
export function jsonFault(text: string): JsonFault | undefined {
  const faults: ParseError[] = []
  parse(text, faults, { disallowComments: true, allowTrailingComma: false })
  const [first] = faults
  if (first === undefined) return undefined

  const before = text.slice(0, first.offset).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return { code: first.error, offset: first.offset, line: before.length, column }
}
