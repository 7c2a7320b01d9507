import { EventBridgeClient } from '@aws-sdk/client-eventbridge'

import type { Notice } from '../../core/health/notice.ts'
import { maskedUrl } from '../../core/webhooks/url-credentials.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { putNotice } from './put-notice.ts'
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
    announce: (notice: Notice, webhook: Webhook): Promise<string | undefined> => {
      const detail = JSON.stringify(detailOf(notice, webhook))
      return putNotice(client, { busName, type: `webhook.${notice.kind}`, detail })
    },
  }
}

function detailOf({ kind, ...facts }: Notice, webhook: Webhook) {
  const { marketplace, id, events, description, createdBy } = webhook
  const url = maskedUrl(webhook.url)
  return { marketplace, webhook: id, url, events, description, createdBy, ...facts }
}
