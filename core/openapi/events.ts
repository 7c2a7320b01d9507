import * as examples from './examples.ts'
import { EventInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'
import { Published } from './other-schemas.ts'

export const eventOperations: Operations = {
  'POST /events': {
    id: 'publishEvent',
    tag: 'Events',
    summary: 'Publish an event',
    description:
      'Tells every webhook that wants it. Numbers in `content` reach receivers as they are written here.',
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
    },
  },
}
