import { EventBridgeClient } from '@aws-sdk/client-eventbridge'

import { eventType } from '../../core/events/catalogue.ts'
import { busDetailOf } from '../../core/events/event.ts'
import type { IntegrationEvent } from '../../core/integration/integration-event.ts'
import { noticeDetail, outcomeEvent } from '../../core/integration/outcome-event.ts'
import { putNotice } from './put-notice.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

type NoticeOptions = { client?: EventBridgeClient; busName: string }

/**
 * Publishes the outcome of integration events, `integration.completed` or `integration.failed`, that
 * one is in progress, `integration.in_progress`, and reminders, `integration.pending`. Each resolves
 * with the reason EventBridge did not accept the notice, or undefined.
 */
export function integrationNotices({
  client = new EventBridgeClient(sdkTimeouts()),
  busName,
}: NoticeOptions) {
  const notify = (type: string, event: IntegrationEvent) =>
    putNotice(client, { busName, type, detail: JSON.stringify(noticeDetail(event)) })
  return {
    publishOutcome: (event: IntegrationEvent) => {
      const outcome = outcomeEvent(event)
      const type = eventType(outcome.resource.type, outcome.resourceAction)
      return putNotice(client, { busName, type, detail: busDetailOf(outcome) })
    },
    publishProgress: (event: IntegrationEvent) => notify('integration.in_progress', event),
    remind: (event: IntegrationEvent) => notify('integration.pending', event),
  }
}
