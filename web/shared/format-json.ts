import { applyEdits, format } from 'jsonc-parser'

import { findJsonError } from '../common/json-text.ts'

/** JSON formatted, with its numbers unchanged; any other text unchanged. */
export function formatJson(text: string): string {
  if (findJsonError(text) !== undefined) return text
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true }))
}
