import type { RawExchange } from './http-exchange.ts'
import { retryAfterSeconds } from './retry-after.ts'

/**
 * How an attempt ended. Only a `failed` one is tried again; `retryAfterSeconds` is the receiver's
 * Retry-After, counted from its response.
 */
export type Outcome =
  | { kind: 'delivered'; status: number }
  | {
      kind: 'failed'
      reason: string
      status?: number | undefined
      retryAfterSeconds?: number | undefined
    }
  | { kind: 'refused'; reason: string; status?: number | undefined }

/** The response to a request, or why there is none (`adapters/http-client/error-reason.ts`). */
export type Reply = (
  { kind: 'answered'; status: number } | { kind: 'unanswered'; reason: string }
) & { exchange?: RawExchange }

/** The statuses whose Retry-After counts. */
const mayAskForPatience: readonly number[] = [429, 503]

/** Judges a reply: 2xx is delivered, 410 is refused for good, everything else failed. */
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
