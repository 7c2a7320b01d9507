import { readFileSync } from 'node:fs'

const document = readFileSync('docs/cost-and-scale.md', 'utf8')

/** A number in docs/cost-and-scale.md: the first group of the pattern. */
export function documented(pattern: RegExp): number {
  const [, digits] = pattern.exec(document) ?? []
  if (digits === undefined) throw new Error(`Cannot find ${String(pattern)} in the document`)
  return Number(digits.replaceAll(',', ''))
}
