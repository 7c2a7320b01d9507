import * as z from 'zod'

import type { Trace } from './call.ts'

/** How an attempt ended. Only a `failed` one is tried again. */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivered'), status: z.int() }),
  z.object({ kind: z.literal('failed'), because: z.string(), status: z.int().optional() }),
  z.object({ kind: z.literal('refused'), because: z.string(), status: z.int().optional() }),
])
export type Outcome = z.infer<typeof Outcome>

/** What the world did with a request: the status of its answer, or why there is none (`adapters/cause.ts`). */
export type Reply = (
  { kind: 'answered'; status: number } | { kind: 'unanswered'; because: string }
) & { trace?: Trace }

/** Judges a reply: any 2xx delivers, 410 refuses for good, all else fails. */
export function judge(reply: Reply): Outcome {
  if (reply.kind === 'unanswered') return { kind: 'failed', because: reply.because }

  const { status } = reply
  if (status >= 200 && status < 300) return { kind: 'delivered', status }
  if (status === 410) return { kind: 'refused', because: 'status 410', status }
  return { kind: 'failed', because: `status ${status}`, status }
}
