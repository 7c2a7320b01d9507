import type { RawExchange } from '../../core/deliveries/http-exchange.ts'
import { RoleNotAssumed } from './sts-session.ts'

/** What AWS answered: the id that it gave, or the code of its error. The log shows it as JSON. */
export type AwsAnswer = {
  eventId?: string
  messageId?: string | undefined
  sequenceNumber?: string | undefined
  errorCode?: string
  message?: string
  requestId: string | undefined
}

type Response = NonNullable<RawExchange['response']>

type AwsError = {
  name?: string
  code?: string
  message?: string
  $metadata?: { httpStatusCode?: number | undefined; requestId?: string | undefined }
}

/** Names of the SDK and of Node.js for a time limit that passed. */
const timeouts: readonly unknown[] = ['TimeoutError', 'AbortError', 'ETIMEDOUT']

const unknownNames: readonly unknown[] = ['ENOTFOUND', 'EAI_AGAIN']

/** The response as the log shows it. */
export function responseOf({ requestId, ...answer }: AwsAnswer): Response {
  return {
    headers: { ...(requestId !== undefined && { 'x-amzn-requestid': requestId }) },
    body: { text: JSON.stringify(answer) },
  }
}

/**
 * Why a request to AWS failed, for people to read and programs to match:
 *
 * - `role: AccessDenied`: the role could not be assumed; the code of STS, of the SDK or of the system
 * - `aws: QueueDoesNotExist`: the service refused; its code. The response has its message
 * - `timeout: headers`: the time limit passed
 * - `dns: ENOTFOUND`, `connection: ECONNREFUSED`: AWS did not respond; the system's code
 */
export function failedReply(error: unknown): { reason: string; response?: Response } {
  if (error instanceof RoleNotAssumed) {
    const cause = error.cause as AwsError
    return { reason: `role: ${codeOf(cause)}`, ...answered(cause) }
  }
  const { name, code, $metadata } = error as AwsError
  if (timeouts.includes(name) || timeouts.includes(code)) return { reason: 'timeout: headers' }
  if ($metadata?.httpStatusCode !== undefined) {
    return { reason: `aws: ${codeOf(error as AwsError)}`, ...answered(error as AwsError) }
  }
  const kind = unknownNames.includes(code) ? 'dns' : 'connection'
  return { reason: `${kind}: ${codeOf(error as AwsError)}` }
}

/** Whether the service refused the credentials that a client keeps. */
export function isExpired(error: unknown): boolean {
  return /^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient)/.test((error as Error).name)
}

/** A service names its error, the system has a code. */
function codeOf({ name, code, $metadata }: AwsError): string {
  const isAnswer = $metadata?.httpStatusCode !== undefined
  return (isAnswer ? name : (code ?? name)) ?? 'UNKNOWN'
}

/** The response of a service; nothing if it did not respond. */
function answered(error: AwsError): { response?: Response } {
  const { message = '', $metadata } = error
  if ($metadata?.httpStatusCode === undefined) return {}
  const answer = { errorCode: codeOf(error), message, requestId: $metadata.requestId }
  return { response: responseOf(answer) }
}
