import type { HttpExchange } from '../deliveries/http-exchange.ts'
import type { IntegrationEventInput } from './event-input.ts'
import type { ErrorCode } from './failure-codes.ts'

/**
 * An integration event, as stored: what the vendor of a product is asked, and what it answered.
 * `queued` becomes `calling` before the call and `called` after a 202; `ended` is final. An interactive
 * one is `offered` until the customer's browser visits the vendor.
 */
export type IntegrationEvent = {
  /** Unguessable; the event's address for the vendor ends with it. */
  token: string
  marketplace: string
  product: string
  vendor: string
  asked: IntegrationEventInput
  createdAt: string
  createdBy: string
  stage: 'queued' | 'calling' | 'offered' | 'called' | 'ended'
  /** Whether the customer's browser visits the vendor, instead of a call. */
  isInteractive?: true
  /** The call to the vendor; absent until it was recorded. */
  call?: VendorCall
  /** When `calling` began; a process that has died recorded no call. */
  callingSince?: string
  /** What the vendor read of it: the newest 20 reads, and how many there were. */
  reads: EventRead[]
  readCount: number
  /** The first 20 requests for it that were refused. */
  refusals?: EventRefusal[]
  /** The requests with a result: the first five that were not taken, and the one that was. */
  resultRequests?: ResultRequest[]
  result?: EventResult
  /** Whether the outcome, or that it is in progress, still has to be published on the bus. */
  isUnpublished?: true
  /** When managers were notified that it stays pending. */
  remindedAt?: string
  /** The subscription or assignment that no other event may change meanwhile. */
  subject?: string
  /** The event that this one repeats, and the one that repeats it. */
  resendOf?: string
  resentAs?: string
  revision: number
}

/** A request of the router to the vendor. */
export type VendorCall = {
  startedAt: string
  durationMs: number
  /** The status of the response, or why there is none. */
  status?: number
  reason?: string
  exchange?: HttpExchange
  /** Whether it was the customer's browser that was sent there. */
  isRedirect?: true
}

/** A request of the vendor for the event. */
export type EventRead = { at: string; format: 'json' | 'xml'; address?: string }

/** A request of the vendor with a result, and the status that it got. */
export type ResultRequest = {
  at: string
  address?: string
  status: number
  /** Why it was not taken. */
  reason?: string
  /** Without secrets, a few kilobytes at most. */
  request: NonNullable<HttpExchange['response']>
}

/** A request about the event that was not its vendor's: a 401 or a 403. */
export type EventRefusal = { at: string; status: number; reason: string; address?: string }

/** How an event ended. */
export type EventResult = {
  at: string
  /**
   * Where the result came from: the response to the call, a later request, the return of the
   * customer, a person, or us.
   */
  by: 'response' | 'request' | 'return' | 'manager' | 'router'
  success: boolean
  accountIdentifier?: string
  userIdentifier?: string
  /** The id that the vendor gave to an instance of an add-on. */
  id?: string
  errorCode?: ErrorCode
  message?: string
  /** Of a manager: who, and why. */
  resolvedBy?: string
  note?: string
}

/** The token as logs and mails show it: the rest is a secret of the vendor. */
export function shownToken(token: string): string {
  return token.slice(0, 8)
}

/** The status that people see. */
export type EventStatus = 'pending' | 'complete' | 'failed'

export function statusOf({ result }: Pick<IntegrationEvent, 'result'>): EventStatus {
  if (result === undefined) return 'pending'
  return result.success ? 'complete' : 'failed'
}

/**
 * Whether its call may have reached the vendor, without a record of it: the process that made it has
 * died.
 */
export function isCallUnknown(
  { stage, callingSince }: Pick<IntegrationEvent, 'stage' | 'callingSince'>,
  now: Date,
): boolean {
  const since = callingSince === undefined ? NaN : Date.parse(callingSince)
  return stage === 'calling' && now.getTime() - since > maxCallMs
}

/** A call takes 30 s at most, its token 20 s; then its record has a minute. */
const maxCallMs = 120_000
