import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import { type Notice, noticeSource } from '../../core/health/notice.ts'
import { maskedUrl } from '../../core/webhooks/url-credentials.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

type NoticeOptions = { client?: EventBridgeClient; busName: string }

/**
 * Publishes notices about webhooks: `webhook.failing`, `webhook.disabled`, `webhook.recovered`.
 * `announce` never throws, so that a failed notice cannot fail an attempt: it resolves with the
 * reason EventBridge did not accept the notice, or undefined.
 */
export function eventBridgeNotices({
  client = new EventBridgeClient(sdkTimeouts()),
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
        return `${result?.ErrorCode ?? 'UnknownError'}: ${result?.ErrorMessage ?? 'EventBridge returned no message'}`
      } catch (error) {
        return String(error)
      }
    },
  }
}

function detailOf({ kind, ...facts }: Notice, webhook: Webhook) {
  const { marketplace, id, events, description, createdBy } = webhook
  const url = maskedUrl(webhook.url)
  return { marketplace, webhook: id, url, events, description, createdBy, ...facts }
}
