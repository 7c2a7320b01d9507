import * as examples from './examples.ts'
import { EventWithDeliveries, Published } from './event-schemas.ts'
import { EventInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'

export const eventOperations: Operations = {
  'POST /events': {
    id: 'publishEvent',
    tag: 'Events',
    summary: 'Publish an event',
    description:
      'Tells every webhook that wants it. Numbers in `content` reach receivers as they are written here. Members that an ' +
      'event does not have are left out.',
    body: { schema: EventInput, examples: { added: examples.event } },
    answers: {
      202: {
        description: 'It is safe, and on its way',
        schema: Published,
        examples: { published: { uuid: '9c85aa3d-5955-47f8-9580-ac3480903f0e' } },
      },
      403: refusal(
        403,
        'The token lacks the scope, is of no marketplace or of several, or the event is of another marketplace',
        "Cannot publish for the marketplace 'globex': the token is of 'acme'",
      ),
      413: refusal(
        413,
        'The body, or the event that it makes, is larger than 200 KiB',
        'Cannot take the event: it is larger than 204800 bytes',
      ),
    },
  },
  'GET /events/{uuid}': {
    id: 'getEvent',
    tag: 'Events',
    summary: 'Show an event',
    description: 'As receivers get it, with what became of it. It can be seen for 90 days.',
    answers: {
      200: {
        description: 'The event and its deliveries',
        schema: EventWithDeliveries,
        examples: { delivered: examples.eventWithDeliveries },
      },
      404: refusal(
        404,
        'No webhook of the marketplace wanted it',
        "Cannot find the event '9c85aa3d-5955-47f8-9580-ac3480903f0e': no webhook of this marketplace wanted it",
      ),
    },
  },
}
