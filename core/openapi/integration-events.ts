import { integrationEventFilters } from '../integration/manage/events-query.ts'
import { PageQuery } from '../api/pagination.ts'
import * as examples from './integration-examples.ts'
import {
  EventDetail,
  EventPage,
  EventRepresentation,
  IntegrationEventBody,
  ResolutionInput,
  StartedEvent,
} from './integration-schemas.ts'
import { formatQuery, waitQuery } from './integration-queries.ts'
import { type Operations, problemResponse } from './operation.ts'

const detail = {
  description: 'The event',
  schema: EventDetail,
  examples: { complete: examples.eventDetail },
}
const started = {
  description: 'The event is stored, and its vendor will be called',
  schema: StartedEvent,
  headers: ['location'] as const,
  examples: { started: { token: examples.integrationToken } },
}
const blocked = problemResponse(
  409,
  'Another event about the same subscription, assignment or add-on is pending; `conflictsWith` is its token',
  `Cannot start the event: '${examples.integrationToken}' about the same subscription or assignment is still pending`,
)

export const integrationEventOperations: Operations = {
  'POST /integration-events': {
    id: 'startIntegrationEvent',
    tag: 'Integration events',
    summary: 'Ask a vendor',
    description:
      'Stores the event and calls the vendor of the product once. An event that the vendor cannot be asked about fails with CONFIGURATION_ERROR.',
    query: waitQuery,
    body: { schema: IntegrationEventBody, examples: { order: examples.integrationEvent } },
    responses: {
      200: {
        ...detail,
        description: 'With `wait=true`, the event with its outcome',
        headers: ['location'],
      },
      202: started,
      409: blocked,
    },
  },
  'GET /integration-events': {
    id: 'listIntegrationEvents',
    tag: 'Integration events',
    summary: 'List integration events',
    description:
      'Returns the integration events, newest first; to a developer, those of the vendor. A page of a filtered list may have fewer items than `limit`, or none, and still have a cursor.',
    query: { ...PageQuery.shape, ...integrationEventFilters },
    responses: {
      200: {
        description: 'A page of events',
        schema: EventPage,
        examples: { some: { items: [examples.eventSummary] } },
      },
    },
  },
  'GET /integration-events/{token}': {
    id: 'getIntegrationEvent',
    tag: 'Integration events',
    summary: 'Retrieve an integration event',
    description: 'Returns an event with its call, the vendor’s reads and its result.',
    responses: { 200: detail },
  },
  'GET /integration-events/{token}/body': {
    id: 'getIntegrationEventBody',
    tag: 'Integration events',
    summary: 'Retrieve an integration event as its vendor reads it',
    description: 'Returns the JSON that the vendor reads, or its XML as a text.',
    query: formatQuery,
    responses: {
      200: {
        description: 'The body',
        schema: EventRepresentation,
        examples: { xml: { xml: '<event><type>SUBSCRIPTION_ORDER</type></event>' } },
      },
    },
  },
  'POST /integration-events/{token}/resolve': {
    id: 'resolveIntegrationEvent',
    tag: 'Integration events',
    summary: 'Resolve an integration event',
    description: 'Completes or fails a pending event by hand, with a note. Only managers may.',
    body: {
      schema: ResolutionInput,
      examples: {
        complete: { success: true, note: 'Confirmed by phone', accountIdentifier: 'globex-7' },
      },
    },
    responses: {
      200: detail,
      409: problemResponse(409, 'The event has ended', 'Cannot resolve the event: it has ended'),
    },
  },
  'POST /integration-events/{token}/resend': {
    id: 'resendIntegrationEvent',
    tag: 'Integration events',
    summary: 'Send an integration event again',
    description:
      'Sends a failed event again, once, as a new one that is linked to it. Only managers may.',
    responses: {
      202: started,
      409: problemResponse(
        409,
        'The event has not failed or was sent again before, or another one about the same subscription or assignment is pending; `conflictsWith` is the token of the other one',
        'Cannot send the event again: it is complete',
      ),
    },
  },
}
