import * as z from 'zod'

import { IntegrationEventInput, Link } from '../integration/event-input.ts'
import { integrationEventTypes } from '../integration/event-types.ts'
import { errorCodes } from '../integration/failure-codes.ts'
import { Resolution } from '../integration/manage/resolve-event.ts'
import { AttemptResponse, exchange } from './attempt-schemas.ts'
import { pageOf } from './lists.ts'
import { annotate, named, namedInput } from './named.ts'
import { partChoices } from './part-choices.ts'
import { webUrlPattern } from './text-patterns.ts'

/** The schemas of integration events, with names and descriptions. */

const timestamp = z.iso.datetime()
const VendorExchange = z.object({
  ...exchange,
  durations: exchange.durations.unwrap(),
  request: exchange.request.unwrap(),
})

/** The type of an integration event. */
export const EventType = named('IntegrationEventType', z.enum(integrationEventTypes))

export const IntegrationEventBody = namedInput('NewIntegrationEvent', IntegrationEventInput, {
  description: 'What a vendor is asked; the parts of the payload depend on the type',
  ...partChoices,
})
annotate(Link.shape.href, { pattern: webUrlPattern })
export const ResolutionInput = namedInput('Resolution', Resolution)

export const StartedEvent = named('StartedIntegrationEvent', z.object({ token: z.string() }), {
  description: 'The token of an integration event, by which it is found',
})

const Result = named(
  'IntegrationResult',
  z.object({
    at: timestamp,
    by: z
      .enum(['response', 'request', 'return', 'manager', 'router'])
      .describe(
        'Where it came from: the response to the call, a later request, the return of the customer, a person, or the router',
      ),
    success: z.boolean(),
    accountIdentifier: z.string().exactOptional(),
    userIdentifier: z.string().exactOptional(),
    id: z.string().exactOptional(),
    errorCode: z.enum(errorCodes).exactOptional(),
    message: z.string().exactOptional(),
    resolvedBy: z.string().exactOptional(),
    note: z.string().exactOptional(),
  }),
  { description: 'How an integration event ended' },
)

const party = z.object({ uuid: z.string(), email: z.string().nullable() })

const summary = {
  token: z.string(),
  type: EventType,
  product: z.string(),
  vendor: z.string(),
  status: z.enum(['pending', 'complete', 'failed']),
  stage: z
    .enum(['queued', 'calling', 'offered', 'called', 'ended'])
    .describe('`offered`: the customer’s browser has yet to visit the vendor'),
  createdAt: timestamp,
  createdBy: z.string(),
  flag: z.enum(['DEVELOPMENT', 'STATELESS']).exactOptional(),
  mode: z.enum(['SELF_SERVICE', 'ASSISTED_SALES']).exactOptional(),
  company: z.object({ uuid: z.string(), name: z.string().nullable() }).exactOptional(),
  user: party.exactOptional(),
  creator: party.exactOptional(),
  accountIdentifier: z.string().exactOptional(),
  subscription: z.string().exactOptional(),
  orderId: z.string().exactOptional(),
  result: Result.exactOptional(),
  resendOf: z.string().exactOptional().describe('The token of the event that this one repeats'),
  resentAs: z.string().exactOptional().describe('The token of the event that repeats this one'),
}

const EventSummary = named('IntegrationEventSummary', z.object(summary))
export const EventPage = pageOf(
  'IntegrationEventPage',
  EventSummary,
  'Integration events, newest first',
)

export const EventDetail = named(
  'IntegrationEvent',
  z.object({
    ...summary,
    isCallUnknown: z
      .literal(true)
      .exactOptional()
      .describe('The router stopped during the call: the vendor may have been reached'),
    reads: z.array(
      z.object({
        at: timestamp,
        format: z.enum(['json', 'xml']),
        address: z.string().exactOptional(),
      }),
    ),
    readCount: z.int().describe('How often the vendor read the event; the last 20 are listed'),
    refusals: z
      .array(
        z.object({
          at: timestamp,
          status: z.int(),
          reason: z.string(),
          address: z.string().exactOptional(),
        }),
      )
      .exactOptional()
      .describe('The first 20 requests about it that were refused with 401 or 403'),
    resultRequests: z
      .array(
        z.object({
          at: timestamp,
          address: z.string().exactOptional(),
          status: z.int().describe('The status that it got'),
          reason: z.string().exactOptional().describe('Why the result was not taken'),
          request: AttemptResponse,
        }),
      )
      .exactOptional()
      .describe(
        'The vendor’s requests with a result: the first five that were not taken, and the one that was',
      ),
    call: z
      .object({
        startedAt: timestamp,
        durationMs: z.number(),
        status: z.int().exactOptional(),
        reason: z.string().exactOptional(),
        exchange: VendorExchange.exactOptional(),
        isRedirect: z.literal(true).exactOptional(),
      })
      .exactOptional(),
    remindedAt: timestamp.exactOptional(),
  }),
  { description: 'An integration event with its call, the vendor’s reads and its result' },
)

export const EventRepresentation = named(
  'IntegrationEventBody',
  z.looseObject({ xml: z.string().exactOptional() }),
  { description: 'The event as its vendor reads it: its JSON, or `xml` with its XML' },
)
