import { findJsonError } from '../../common/json-text.ts'

/** The filter as the API takes it; null without one, which removes it. */
type EventPattern = Readonly<Record<string, unknown>>

/** The typed filter; undefined while it is not a JSON object. */
export function parsePattern(text: string): EventPattern | null | undefined {
  if (text.trim() === '') return null
  if (findJsonError(text) !== undefined) return undefined
  const parsed: unknown = JSON.parse(text)
  return isObject(parsed) ? parsed : undefined
}

function isObject(parsed: unknown): parsed is EventPattern {
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
}
