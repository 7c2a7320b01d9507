import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { notificationOf } from '../events/event.ts'
import { textAt } from '../values/json-text.ts'
import { TransformationInput, type TransformationPorts } from '../webhooks/transformation.ts'
import { EventTypeInput } from '../webhooks/subscription-input.ts'
import { Test, testEvent, type TestPorts } from './test-event.ts'

type TransformationTestPorts = TransformationPorts & Pick<TestPorts, 'newUuid' | 'now'>

/** Sends and stores nothing. */
export const transformationTestRoutes: readonly Operation<TransformationTestPorts>[] = [
  {
    method: 'POST',
    path: '/transformation-tests',
    scope: 'webhooks:write',
    handle: testTransformation,
  },
]

/** The body that tries a transformation with a fictional event. */
export const TransformationTest = z.strictObject({
  transformation: TransformationInput,
  event: EventTypeInput,
  content: Test.shape.content,
})

async function testTransformation(
  { caller: { marketplace, subject }, json, text }: ApiRequest,
  ports: TransformationTestPorts,
): Promise<ApiResponse> {
  const parsed = TransformationTest.safeParse(json)
  if (!parsed.success) return invalid('test', parsed.error)

  const { event: type, transformation: expression } = parsed.data
  const content = textAt(text, ['content'])
  const event = testEvent({ marketplace, events: [] }, { event: type, content }, ports)
  if ('status' in event) return event

  const input = notificationOf(event)
  const startedAt = ports.now().getTime()
  const owner = `${marketplace} ${subject}`
  const evaluated = await ports.evaluate({ owner, expression, input })
  const durationMs = Math.max(0, ports.now().getTime() - startedAt)
  const end =
    'json' in evaluated ? `"result":${evaluated.json}` : `"error":${JSON.stringify(evaluated)}`
  return { status: 200, text: `{"input":${input},${end},"durationMs":${durationMs}}` }
}
