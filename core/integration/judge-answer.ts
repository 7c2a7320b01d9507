import { type Answer, parseAnswer } from './answer.ts'
import type { ParseXml } from './answer-fields.ts'
import type { Reply } from '../deliveries/outcome.ts'
import type { ErrorCode } from './failure-codes.ts'
import type { IntegrationEventInput } from './event-input.ts'
import { answersNow } from './event-types.ts'

/** The end of an event, or `later` if the vendor sends its result in a request of its own. */
export type Verdict =
  | ({ kind: 'complete' } & Omit<Answer, 'success' | 'errorCode'>)
  | { kind: 'failed'; errorCode: ErrorCode; message: string }
  | { kind: 'later' }

type Judged = Pick<IntegrationEventInput, 'type' | 'flag'>

/**
 * Judges the reply to the call of a vendor's endpoint:
 *
 * - a readable result counts at any status, as some vendors fail with 409
 * - 202: the result comes later, unless it is a failure or the event is a notice
 * - other 2xx: `INVALID_RESPONSE`, but a notice needs no result
 * - every other status, and no response: `TRANSPORT_ERROR`
 */
export function judgeAnswer(reply: Reply, event: Judged, parseXml: ParseXml): Verdict {
  if (reply.kind === 'unanswered') {
    return failed('TRANSPORT_ERROR', messageOf(reply.reason))
  }
  const answer = parseAnswer(bodyOf(reply), parseXml)
  if (reply.status === 202) return judgeAccepted(answer, event)
  if ('success' in answer) return judgeResult(answer, event)
  return judgeUnreadable(reply, event, answer.reason)
}

/** The endpoint got no request if its address was refused, or without an access token. */
function messageOf(reason: string): string {
  const isUnsent = /^(token|refused): /.test(reason)
  return `${isUnsent ? 'The endpoint was not called' : 'The endpoint did not respond'}: ${reason}`
}

/** Judges the result of an event, in a response with a final status or in a later request. */
export function judgeResult(answer: Answer, { type, flag }: Judged): Verdict {
  const { success, errorCode, message, ...ids } = answer
  const isTest = flag === 'STATELESS'
  if (!success && !isTest) {
    return failed(errorCode ?? 'UNKNOWN_ERROR', message ?? 'The vendor gave no reason')
  }
  if (type === 'SUBSCRIPTION_ORDER' && ids.accountIdentifier === undefined && !isTest) {
    const reason = 'The response to SUBSCRIPTION_ORDER must have an accountIdentifier'
    return failed('INVALID_RESPONSE', reason)
  }
  return { kind: 'complete', ...ids, ...(message !== undefined && { message }) }
}

function judgeAccepted(answer: Answer | { reason: string }, event: Judged): Verdict {
  const isFailure = 'success' in answer && !answer.success
  if (isFailure) return judgeResult(answer, event)
  if (!answersNow(event.type)) return { kind: 'later' }
  return 'success' in answer ? judgeResult(answer, event) : { kind: 'complete' }
}

function judgeUnreadable(
  reply: Extract<Reply, { kind: 'answered' }>,
  { type }: Judged,
  reason: string,
): Verdict {
  const { status } = reply
  if (status < 200 || status > 299) {
    return failed('TRANSPORT_ERROR', `The endpoint responded with status ${status}`)
  }
  const isEmpty = bodyOf(reply).text.trim() === ''
  if (isEmpty && answersNow(type)) return { kind: 'complete' }

  const isCut = reply.exchange?.response?.body.cut !== undefined
  const problem = isCut ? 'it is not complete' : reason
  return failed('INVALID_RESPONSE', `The body of the response is invalid: ${problem}`)
}

function bodyOf({ exchange }: Reply) {
  const response = exchange?.response
  return { contentType: response?.headers['content-type'], text: response?.body.text ?? '' }
}

function failed(errorCode: ErrorCode, message: string): Verdict {
  return { kind: 'failed', errorCode, message }
}
