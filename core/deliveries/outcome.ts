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

/** The meaning of statuses that an endpoint gives them. */
type Meanings = {
  acceptedStatuses?: readonly number[]
  finalStatuses?: readonly number[]
}

/**
 * Judges a reply: 2xx and accepted statuses are delivered, 410 and final statuses are refused for good,
 * everything else failed.
 */
export function judge(reply: Reply, now: Date, meanings: Meanings = {}): Outcome {
  if (reply.kind === 'unanswered') return { kind: 'failed', reason: reply.reason }

  const { status, exchange } = reply
  if (isAccepted(status, meanings)) return { kind: 'delivered', status }
  if (isFinal(status, meanings)) return { kind: 'refused', reason: `status ${status}`, status }

  const seconds = mayAskForPatience.includes(status)
    ? retryAfterSeconds(exchange?.response?.headers['retry-after'], now)
    : undefined
  const patience = seconds === undefined ? {} : { retryAfterSeconds: seconds }
  return { kind: 'failed', reason: `status ${status}`, status, ...patience }
}

function isAccepted(status: number, { acceptedStatuses }: Meanings): boolean {
  return (status >= 200 && status < 300) || acceptedStatuses?.includes(status) === true
}

function isFinal(status: number, { finalStatuses }: Meanings): boolean {
  return status === 410 || finalStatuses?.includes(status) === true
}
