import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, invalidField, problem } from '../api/problem.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { toDetail } from './delivery-view.ts'
import { detailOf, type Event, eventLimitBytes } from '../events/event.ts'
import { Detail, eventFrom } from '../events/event-input.ts'
import { type JsonText, textAt } from '../values/json-text.ts'
import { subscriptionsOf } from '../webhooks/subscription.ts'
import { EventTypeInput } from '../webhooks/subscription-input.ts'
import { sampleOf } from '../events/samples.ts'
import { sendTest, type SendTestPorts, type TestResult } from './send-test.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type TestPorts = SendTestPorts &
  Pick<WebhookStore, 'findWebhook'> &
  AuditStore & { newUuid: () => string }

/** Test events take the same path as real ones. */
export const testRoutes: readonly Operation<TestPorts>[] = [
  {
    method: 'POST',
    path: '/webhooks/{id}/test',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: testWebhook,
  },
]

/**
 * The body that sends a test: by default the webhook's first event type, and a sample of its
 * content.
 */
export const Test = z
  .strictObject({ event: EventTypeInput.optional(), content: z.unknown() })
  .partial()

async function testWebhook(request: ApiRequest, ports: TestPorts): Promise<ApiResponse> {
  const { caller, params, json = {}, text } = request
  const parsed = Test.safeParse(json)
  if (!parsed.success) return invalid('test', parsed.error)

  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const content = text === '' ? undefined : textAt(text, ['content'])
  const event = testEvent(webhook, { event: parsed.data.event, content }, ports)
  if ('status' in event) return event

  const tested = await sendTest(event, webhook, ports)
  await recordTest(tested, caller.subject, ports)
  const { delivery, isOver } = tested
  return {
    status: isOver ? 200 : 202,
    headers: { location: `/deliveries/${delivery.id}` },
    body: toDetail(delivery, { health: undefined, now: ports.now() }),
  }
}

/** Adds the test to the audit log. */
export async function recordTest(
  { delivery }: TestResult,
  by: string,
  { addAudit }: AuditStore,
): Promise<void> {
  const { marketplace, id, endpoint: webhook, createdAt: at } = delivery
  await addAudit(
    auditEntry({ marketplace, at, by, webhook, delivery: id, action: 'webhook.tested' }),
  )
}

type Given = { event?: z.output<typeof EventTypeInput> | undefined; content?: JsonText | undefined }

/** A fictional event of the webhook's resource, or the error of the given content. */
export function testEvent(
  { marketplace, events }: Pick<Webhook, 'marketplace' | 'events'>,
  given: Given,
  { newUuid, now }: Pick<TestPorts, 'newUuid' | 'now'>,
): Event | ApiResponse {
  const { resource: type, action } = given.event ?? firstOf(events)
  const { uuid, url, content } = sampleOf(type)
  const text = `{"resource":{"content":${given.content ?? JSON.stringify(content)}}}`
  const parsed = Detail.safeParse({
    marketplace,
    uuid: newUuid(),
    timestamp: now().getTime(),
    resource: { type, uuid, url, ...ContentOf.parse(JSON.parse(text)).resource },
    resourceAction: action,
  })
  if (!parsed.success) return invalid('test', parsed.error)
  if (given.content !== undefined && parsed.data.resourceAction === 'REMOVED') {
    const message =
      'is not sent with REMOVED: receivers get only type and uuid of a removed resource'
    return invalidField('test', 'content', message)
  }
  const event = eventFrom(parsed.data, text)
  if (Buffer.byteLength(detailOf(event)) <= eventLimitBytes) return event
  return problem(413, `Cannot send the test: its event is larger than ${eventLimitBytes} bytes`)
}

function firstOf(events: readonly string[]) {
  const [first] = subscriptionsOf(events)
  const [action] = first?.actions ?? []
  if (first === undefined || action === undefined) {
    throw new Error(`Cannot make a test event: '${events.join()}' names no event type`)
  }
  return { resource: first.resource, action }
}

const ContentOf = z.object({ resource: z.object({ content: z.unknown() }) })
