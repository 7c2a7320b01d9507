import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import { eventType } from '../../core/events/catalogue.ts'
import { busDetailOf } from '../../core/events/event.ts'
import { noticeSource } from '../../core/health/notice.ts'
import type { IntegrationEvent } from '../../core/integration/integration-event.ts'
import { noticeDetail, outcomeEvent } from '../../core/integration/outcome-event.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

type NoticeOptions = { client?: EventBridgeClient; busName: string }

/**
 * Publishes the outcome of integration events, `integration.completed` or `integration.failed`, and
 * reminders, `integration.pending`. Both resolve with the reason EventBridge did not accept the
 * notice, or undefined.
 */
export function integrationNotices({
  client = new EventBridgeClient(sdkTimeouts()),
  busName,
}: NoticeOptions) {
  const put = async (type: string, detail: string): Promise<string | undefined> => {
    const entry = {
      EventBusName: busName,
      Source: noticeSource,
      DetailType: type,
      Detail: detail,
    }
    try {
      const { Entries: [result] = [] } = await client.send(
        new PutEventsCommand({ Entries: [entry] }),
      )
      if (result?.EventId !== undefined) return undefined
      return `${result?.ErrorCode ?? 'UnknownError'}: ${result?.ErrorMessage ?? ''}`
    } catch (error) {
      return String(error)
    }
  }
  return {
    publishOutcome: (event: IntegrationEvent) => {
      const outcome = outcomeEvent(event)
      return put(eventType(outcome.resource.type, outcome.resourceAction), busDetailOf(outcome))
    },
    remind: (event: IntegrationEvent) =>
      put('integration.pending', JSON.stringify(noticeDetail(event))),
  }
}
