import { applyEdits, format } from 'jsonc-parser'

/** JSON broken into lines, every number as it was written; any other text as it is. */
export function inLines(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true }))
}
