import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import { type Notice, noticeSource } from '../../core/health/notice.ts'
import { maskedUrl } from '../../core/webhooks/url-credentials.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

type NoticeOptions = { client?: EventBridgeClient; busName: string }

/**
 * Tells of webhooks on the bus: `webhook.failing`, `webhook.disabled`, `webhook.recovered`.
 * What keeps EventBridge from taking it is what `announce` answers, and never throws: no attempt is
 * to suffer from it.
 */
export function eventBridgeNotices({
  client = new EventBridgeClient(sdkTimeouts),
  busName,
}: NoticeOptions) {
  return {
    announce: async (notice: Notice, webhook: Webhook): Promise<string | undefined> => {
      const entry = {
        EventBusName: busName,
        Source: noticeSource,
        DetailType: `webhook.${notice.kind}`,
        Detail: JSON.stringify(detailOf(notice, webhook)),
      }
      try {
        const { Entries: [result] = [] } = await client.send(
          new PutEventsCommand({ Entries: [entry] }),
        )
        if (result?.EventId !== undefined) return undefined
        return `${result?.ErrorCode ?? 'no answer'}: ${result?.ErrorMessage ?? 'nothing more is known'}`
      } catch (error) {
        return String(error)
      }
    },
  }
}

function detailOf({ kind, ...facts }: Notice, webhook: Webhook) {
  const { marketplace, id, resource, description, createdBy } = webhook
  const url = maskedUrl(webhook.url)
  return { marketplace, webhook: id, url, resource, description, createdBy, ...facts }
}
