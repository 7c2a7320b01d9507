import { type Node, parseTree } from 'jsonc-parser'

/**
 * JSON that stays text. `JSON.parse` rounds 12345678901234567890, makes 1.0 of 1 and moves keys
 * that look like numbers; a receiver shall get what the marketplace said, to the letter.
 */
export type JsonText = string

/**
 * The value at `path` in a valid JSON text, exactly as it stands there; undefined where there is
 * none. Of a name that is given twice the last one counts, as with `JSON.parse`.
 */
export function textAt(text: JsonText, path: readonly string[]): JsonText | undefined {
  const node = path.reduce(memberOf, parseTree(text))
  return node && sourceOf(node, text)
}

/** A value inside a JSON text: decoded and as it is written, and the names that lead to it. */
export type JsonPlace = {
  readonly names: readonly string[]
  readonly value: unknown
  readonly written: JsonText
}

/** The text with `null` in every place that `hides` points at; all else stays to the letter. */
export function withNullAt(text: JsonText, hides: (place: JsonPlace) => boolean): JsonText {
  const root = parseTree(text)
  if (root === undefined) return text

  const hidden = placesToHide(root, [], (node, names) =>
    hides({ names, value: node.value, written: sourceOf(node, text) }),
  )
  return hidden.reduceRight(
    (rest, { offset, length }) => `${rest.slice(0, offset)}null${rest.slice(offset + length)}`,
    text,
  )
}

function sourceOf({ offset, length }: Node, text: JsonText): string {
  return text.slice(offset, offset + length)
}

function memberOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined
  return node.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1]
}

function placesToHide(
  node: Node,
  names: readonly string[],
  hides: (node: Node, names: readonly string[]) => boolean,
): Node[] {
  if (node.type !== 'property' && hides(node, names)) return [node]
  if (node.type !== 'property') {
    return (node.children ?? []).flatMap((child) => placesToHide(child, names, hides))
  }
  const [key, value] = node.children ?? []
  return key && value ? placesToHide(value, [...names, String(key.value)], hides) : []
}
