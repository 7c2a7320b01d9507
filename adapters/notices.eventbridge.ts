import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import type { Notice } from '../core/notice.ts'
import type { Webhook } from '../core/webhook.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'
import { noticeSource } from './variables.ts'

type Options = { client?: EventBridgeClient; busName: string }

/** Tells of webhooks on the bus: `webhook.failing`, `webhook.disabled`, `webhook.recovered`. */
export function eventBridgeNotices({
  client = new EventBridgeClient(sdkTimeouts),
  busName,
}: Options) {
  return {
    announce: async (notice: Notice, webhook: Webhook): Promise<void> => {
      const { FailedEntryCount = 0, Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: busName,
              Source: noticeSource,
              DetailType: `webhook.${notice.kind}`,
              Detail: JSON.stringify(detailOf(notice, webhook)),
            },
          ],
        }),
      )
      if (FailedEntryCount === 0) return

      const { ErrorCode = '', ErrorMessage = '' } = Entries[0] ?? {}
      throw new Error(`Cannot tell of the webhook '${webhook.id}': ${ErrorCode}: ${ErrorMessage}`)
    },
  }
}

function detailOf({ kind, ...facts }: Notice, webhook: Webhook) {
  const { marketplace, id, url, resource, description, createdBy } = webhook
  return { marketplace, webhook: id, url, resource, description, createdBy, ...facts }
}
