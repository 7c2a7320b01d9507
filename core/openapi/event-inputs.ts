import * as z from 'zod'

import { Detail } from '../events/event-input.ts'
import { eventChoices } from './event-choices.ts'
import { annotate, describe, namedInput } from './named.ts'
import { epochTimestampPattern, linkPattern } from './text-patterns.ts'

/** The detail as producers send it, except that marketplace, uuid and timestamp are optional. */
export const EventInput = namedInput(
  'Event',
  z.object(Detail.shape).partial({ uuid: true, marketplace: true, timestamp: true }),
  { description: 'The event to publish', ...eventChoices },
)

describe(EventInput.shape, {
  marketplace: 'Must be the marketplace of the token; default',
  uuid: 'Identifies the event: an event is published once, however often its uuid is sent. Default: a new uuid',
  timestamp:
    'Epoch milliseconds, as a number or its digits, or ISO 8601 with an offset. Default: now',
  traceparent:
    'The trace that the event belongs to, as in the header `traceparent`, before which it comes. A malformed one is ignored',
  test: 'If `true`, nothing happened: receivers get the event with `postrider-test: true`',
})
annotate(Detail.shape.timestamp, {
  anyOf: [
    { type: 'integer', minimum: 100_000_000_001, maximum: 253_402_300_799_999 },
    { type: 'integer', minimum: 0, maximum: 999_999_999 },
    { type: 'string', pattern: '^[1-9][0-9]{11,13}$' },
    { type: 'string', format: 'date-time', pattern: epochTimestampPattern },
  ],
})
annotate(Detail.shape.resource.shape.url, { pattern: linkPattern })
describe(Detail.shape.resource.shape, {
  url: 'Where the resource is: an http or https URL, or one that is relative to the marketplace',
  content: 'What receivers get of the resource, nested at most 100 levels deep',
})
