import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import type { Notice } from '../core/notice.ts'
import type { Webhook } from '../core/webhook.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'
import { noticeSource } from './variables.ts'

type Options = { client?: EventBridgeClient; busName: string }

/**
 * Tells of webhooks on the bus: `webhook.failing`, `webhook.disabled`, `webhook.recovered`.
 * Whatever keeps EventBridge from taking it makes `announce` answer false: no attempt is to suffer
 * from it.
 */
export function eventBridgeNotices({
  client = new EventBridgeClient(sdkTimeouts),
  busName,
}: Options) {
  return {
    announce: async (notice: Notice, webhook: Webhook): Promise<boolean> => {
      const entry = {
        EventBusName: busName,
        Source: noticeSource,
        DetailType: `webhook.${notice.kind}`,
        Detail: JSON.stringify(detailOf(notice, webhook)),
      }
      try {
        const { FailedEntryCount = 0 } = await client.send(
          new PutEventsCommand({ Entries: [entry] }),
        )
        return FailedEntryCount === 0
      } catch {
        return false
      }
    },
  }
}

function detailOf({ kind, ...facts }: Notice, webhook: Webhook) {
  const { marketplace, id, url, resource, description, createdBy } = webhook
  return { marketplace, webhook: id, url, resource, description, createdBy, ...facts }
}
