import * as z from 'zod'

import { notPlainText } from './plain-text.ts'

/** Plain text that is not empty. */
export const someText = /^[^\p{Cc}\p{Cs}]+$/u

/** A text that people write, without the spaces around it. */
export function trimmedText(limit: number) {
  return z.string().trim().min(1).max(limit).regex(someText, notPlainText)
}
