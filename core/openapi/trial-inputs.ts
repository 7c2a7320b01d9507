import { FilterTrial } from '../manage/try-pattern.ts'
import { TransformationTest } from '../manage/try-transformation.ts'
import { PatternInput } from '../webhooks/pattern-input.ts'
import { describe, namedInput } from './named.ts'

/** The schemas of filters, and of trying them and transformations, with names and descriptions. */

namedInput('WebhookFilter', PatternInput, {
  description:
    'A pattern in the grammar of EventBridge, at most 4096 characters of JSON. It is compared with the body of the request',
  type: 'object',
  minProperties: 1,
  additionalProperties: true,
})

/** A filter is tried on an event type or on a body. */
const trialChoices = {
  oneOf: [
    { required: ['event'], properties: { event: {}, body: false } },
    { required: ['body'], properties: { body: {}, event: false } },
  ],
}

export const FilterTrialInput = namedInput('FilterTest', FilterTrial, trialChoices)
describe(FilterTrial.shape, {
  event:
    'The event type, such as `order.changed`, whose sample and recent events are tried; instead of `body`',
  body: 'The body of a request, as receivers get it; instead of `event`',
})

export const TransformationTestInput = namedInput('TransformationTest', TransformationTest)
describe(TransformationTest.shape, {
  transformation: 'The expression in JSONata',
  event: 'The type of the event, such as `order.changed`',
  content: 'The content of the resource; default: a sample. Not allowed with `REMOVED`',
})
