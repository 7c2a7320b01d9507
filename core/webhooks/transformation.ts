import * as z from 'zod'

import type { JsonText } from '../values/json-text.ts'

/** How long an expression may be, in UTF-8. */
const expressionLimitBytes = 8 * 1024

/** An expression in JSONata, not parsed yet. */
export const TransformationInput = z
  .string()
  .min(1)
  .max(expressionLimitBytes)
  .refine(
    (text) => Buffer.byteLength(text) <= expressionLimitBytes,
    `must have at most ${expressionLimitBytes} bytes`,
  )

/** What an expression makes of its input, or why there is no result; positions count from 0. */
export type Evaluated = { json: JsonText } | { reason: string; position?: number | undefined }

/**
 * An expression in JSONata; without `input` it is only parsed, and the result is `null`. Those of one
 * `owner` are evaluated one after the other, and in turn with those of others.
 */
export type Evaluation = { owner: string; expression: string; input?: JsonText }

export type TransformationPorts = {
  /**
   * Evaluates an expression within limits of time, memory and size, apart from this process. Throws
   * `LocalFault` if this machine cannot.
   */
  evaluate: (evaluation: Evaluation) => Promise<Evaluated>
}
