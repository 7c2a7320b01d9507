import * as z from 'zod'

import { Notification } from './event-schemas.ts'
import { TransformationTestInput } from './trial-inputs.ts'
import { named } from './named.ts'
import { type Operations, problemResponse } from './operation.ts'

const TransformationResult = named(
  'TransformationResult',
  z.object({
    input: Notification,
    result: z.unknown().optional().describe('The body that a request would have; any JSON'),
    error: z
      .object({
        reason: z.string(),
        position: z.number().exactOptional().describe('Where in the expression'),
      })
      .exactOptional(),
    durationMs: z.number().nonnegative(),
  }),
  { description: 'What an expression made of an event: a `result`, or the `error`' },
)

const input = {
  uuid: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  timestamp: 1_700_000_000_000,
  resource: {
    type: 'SUBSCRIPTION',
    uuid: '4c2b1a83-4c1d-4df2-9d6c-3a1c5d0f6e11',
    content: { status: 'SUSPENDED' },
  },
  resourceAction: 'CHANGED',
} as const

export const transformationTestOperations: Operations = {
  'POST /transformation-tests': {
    id: 'testTransformation',
    tag: 'Tests',
    summary: 'Try a transformation',
    description:
      'Evaluates an expression in JSONata with a fictional event, within the limits of a delivery. Nothing is sent or stored.',
    body: {
      schema: TransformationTestInput,
      examples: {
        sample: {
          transformation: '{ "id": resource.uuid, "status": resource.content.status }',
          event: 'subscription.changed',
          content: { status: 'SUSPENDED' },
        },
      },
    },
    responses: {
      200: {
        description: 'The result or the error',
        schema: TransformationResult,
        examples: {
          result: {
            input,
            result: { id: input.resource.uuid, status: 'SUSPENDED' },
            durationMs: 4,
          },
          error: {
            input,
            error: { reason: 'Expected "}" before end of expression', position: 23 },
            durationMs: 3,
          },
        },
      },
      413: problemResponse(
        413,
        'The body or the resulting event is larger than 200 KiB',
        'Cannot send the test: its event is larger than 204800 bytes',
      ),
    },
  },
}
