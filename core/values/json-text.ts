import { getNodePath, type Node, parseTree } from 'jsonc-parser'

/**
 * JSON that stays text. `JSON.parse` rounds 12345678901234567890, turns 1.0 into 1 and reorders
 * keys that look like numbers. Receivers get exactly what the marketplace sent.
 */
export type JsonText = string

/**
 * The value at `path` in a valid JSON text, verbatim; undefined if there is none. Of duplicate
 * names, the last one counts, as in `JSON.parse`. `json` is the parsed text.
 */
export function textAt(
  text: JsonText,
  path: readonly string[],
  json: unknown = JSON.parse(text),
): JsonText | undefined {
  // Most producers write as `JSON.stringify` does: then it writes each value verbatim too.
  if (JSON.stringify(json) === text) return JSON.stringify(path.reduce(valueOf, json))

  const node = path.reduce(memberOf, parseTree(text))
  return node && sourceOf(node, text)
}

/** The text with another value at `path`; unchanged if there is none. */
export function withTextAt(text: JsonText, path: readonly string[], value: JsonText): JsonText {
  const node = path.reduce(memberOf, parseTree(text))
  if (node === undefined) return text
  return `${text.slice(0, node.offset)}${value}${text.slice(node.offset + node.length)}`
}

/** The same JSON with U+FFFE and U+FFFF escaped: SQS rejects both. In JSON they occur in strings only. */
export function withoutNoncharacters(text: JsonText): JsonText {
  return text.replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff')
}

/** A value inside a JSON text: its path, decoded and verbatim. */
export type JsonMember = {
  readonly names: readonly string[]
  readonly value: unknown
  readonly written: JsonText
}

/** A text in which `null` replaces `count` values, and the paths of the first ones. */
type Nulled = { text: JsonText; count: number; paths: readonly (readonly string[])[] }

/**
 * The text with `null` in place of every value that `hides` selects; everything else is unchanged. It
 * has at most `maxPaths` paths.
 */
export function withNullAt(
  text: JsonText,
  hides: (member: JsonMember) => boolean,
  maxPaths = 0,
): Nulled {
  const root = parseTree(text)
  if (root === undefined) return { text, count: 0, paths: [] }

  const hidden = nodesToHide(root, [], (node, names) =>
    hides({ names, value: node.value, written: sourceOf(node, text) }),
  )
  const nulled = hidden.reduceRight(
    (rest, { offset, length }) => `${rest.slice(0, offset)}null${rest.slice(offset + length)}`,
    text,
  )
  const paths = hidden.slice(0, maxPaths).map((node) => getNodePath(node).map(String))
  return { text: nulled, count: hidden.length, paths }
}

function valueOf(json: unknown, name: string): unknown {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  return isObject && Object.hasOwn(json, name) ? (json as Record<string, unknown>)[name] : undefined
}

function sourceOf({ offset, length }: Node, text: JsonText): string {
  return text.slice(offset, offset + length)
}

function memberOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined
  return node.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1]
}

function nodesToHide(
  node: Node,
  names: readonly string[],
  hides: (node: Node, names: readonly string[]) => boolean,
): Node[] {
  if (node.type !== 'property' && hides(node, names)) return [node]
  if (node.type !== 'property') {
    return (node.children ?? []).flatMap((child) => nodesToHide(child, names, hides))
  }
  const [key, value] = node.children ?? []
  return key && value ? nodesToHide(value, [...names, String(key.value)], hides) : []
}
