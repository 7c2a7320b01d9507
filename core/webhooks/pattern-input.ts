import * as z from 'zod'

import { compilePattern } from '../event-patterns/event-pattern.ts'

/**
 * A filter as managers send it: an object in the grammar of EventBridge's patterns. It is stored as
 * JSON text. Errors name the path in the pattern.
 */
export const PatternInput = z.unknown().transform((json, context) => {
  const text = JSON.stringify(json ?? null)
  const compiled = compilePattern(text)
  if (!('errors' in compiled)) return text
  for (const { path, message } of compiled.errors) {
    context.addIssue({
      code: 'custom',
      path: path === '' ? [] : path.split('.'),
      message,
      input: json,
    })
  }
  return z.NEVER
})
