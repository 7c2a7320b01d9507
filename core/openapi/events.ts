import * as examples from './examples.ts'
import { EventWithDeliveries, Published } from './event-schemas.ts'
import { EventInput } from './event-inputs.ts'
import { eventQuery } from './filters.ts'
import { EventPage } from './lists.ts'
import { type Operations, problemResponse } from './operation.ts'

export const eventOperations: Operations = {
  'POST /events': {
    id: 'publishEvent',
    tag: 'Events',
    summary: 'Publish an event',
    description:
      'Delivers the event to every webhook that matches it. Numbers in `content` reach receivers unchanged. Unknown ' +
      'fields are ignored.',
    headers: ['TraceParent'],
    body: { schema: EventInput, examples: { added: examples.event } },
    responses: {
      202: {
        description: 'The event is stored and will be delivered',
        schema: Published,
        examples: { published: { uuid: '9c85aa3d-5955-47f8-9580-ac3480903f0e' } },
      },
      403: problemResponse(
        403,
        'The token lacks the scope or does not belong to exactly one marketplace, or the event is for another marketplace',
        "Cannot publish for the marketplace 'globex': the token belongs to 'acme'",
      ),
      409: problemResponse(
        409,
        'On one machine: another event has this `uuid`, with another resource, action or content; on AWS, it becomes a ' +
          'dead letter instead',
        "Cannot accept the event: another event has the uuid '9c85aa3d-5955-47f8-9580-ac3480903f0e'",
      ),
      413: problemResponse(
        413,
        'The body is larger than 256 KiB, or the resulting event than 200 KiB',
        'Cannot accept the event: it is larger than 204800 bytes',
      ),
    },
  },
  'GET /events': {
    id: 'listEvents',
    tag: 'Events',
    summary: 'List events',
    description:
      'Returns accepted events, newest first, without their content: those with deliveries, for 90 days by default, and ' +
      'those that no webhook wanted, with the reason, for 7 days. Events must match all filters.',
    query: eventQuery,
    responses: {
      200: {
        description: 'A page of events',
        schema: EventPage,
        examples: { page: { items: examples.eventSummaries, cursor: examples.cursor } },
      },
    },
  },
  'GET /events/{uuid}': {
    id: 'getEvent',
    tag: 'Events',
    summary: 'Retrieve an event',
    description:
      'Returns an event as receivers get it, with its deliveries. Events are stored for 90 days by default. Of one that ' +
      'no webhook wanted, a line without its content is stored for 7 days, with the reason.',
    responses: {
      200: {
        description: 'The event and its deliveries, or why there is none',
        schema: EventWithDeliveries,
        examples: { delivered: examples.eventWithDeliveries, unwanted: examples.unwantedEvent },
      },
      404: problemResponse(
        404,
        'The event is not stored: the marketplace did not accept it, or it is no longer stored',
        "Cannot find the event '9c85aa3d-5955-47f8-9580-ac3480903f0e': this marketplace did not accept it, or it is no longer stored",
      ),
    },
  },
}
