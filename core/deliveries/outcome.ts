import * as z from 'zod'

import type { RawExchange } from './http-exchange.ts'
import { retryAfterSeconds } from './retry-after.ts'

/**
 * How an attempt ended. Only a `failed` one is tried again; `retryAfterSeconds` is what the
 * receiver asked for, from the answer on.
 */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivered'), status: z.int() }),
  z.object({
    kind: z.literal('failed'),
    reason: z.string(),
    status: z.int().optional(),
    retryAfterSeconds: z.number().positive().optional(),
  }),
  z.object({ kind: z.literal('refused'), reason: z.string(), status: z.int().optional() }),
])
export type Outcome = z.infer<typeof Outcome>

/**
 * What the world did with a request: the status of its answer, or why there is none
 * (`adapters/cause.ts`).
 */
export type Reply = (
  { kind: 'answered'; status: number } | { kind: 'unanswered'; reason: string }
) & { exchange?: RawExchange }

/** The answers that may ask to be left alone for a while. */
const mayAskForPatience: readonly number[] = [429, 503]

/** Judges a reply: any 2xx delivers, 410 refuses for good, all else fails. */
export function judge(reply: Reply, now: Date): Outcome {
  if (reply.kind === 'unanswered') return { kind: 'failed', reason: reply.reason }

  const { status, exchange } = reply
  if (status >= 200 && status < 300) return { kind: 'delivered', status }
  if (status === 410) return { kind: 'refused', reason: 'status 410', status }

  const seconds = mayAskForPatience.includes(status)
    ? retryAfterSeconds(exchange?.response?.headers['retry-after'], now)
    : undefined
  const patience = seconds === undefined ? {} : { retryAfterSeconds: seconds }
  return { kind: 'failed', reason: `status ${status}`, status, ...patience }
}
