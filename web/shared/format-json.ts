import { applyEdits, format } from 'jsonc-parser'

import { jsonFault } from '../common/json-text.ts'

/** JSON broken into lines, every number as it was written; any other text as it is. */
export function inLines(text: string): string {
  if (jsonFault(text) !== undefined) return text
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true }))
}
