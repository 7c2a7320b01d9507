import { EventBridgeClient } from '@aws-sdk/client-eventbridge'

import { type Notice, noticeDetail } from '../../core/health/notice.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { putNotice } from './put-notice.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

type NoticeOptions = { client?: EventBridgeClient; busName: string }

/**
 * Publishes notices about webhooks: `webhook.failing`, `webhook.disabled`, `webhook.recovered`,
 * `webhook.certificates_expiring`. `announce` never throws, so that a failed notice cannot fail an attempt: it resolves with the
 * reason EventBridge did not accept the notice, or undefined.
 */
export function eventBridgeNotices({
  client = new EventBridgeClient(sdkTimeouts()),
  busName,
}: NoticeOptions) {
  return {
    announce: (notice: Notice, webhook: Webhook): Promise<string | undefined> => {
      const detail = JSON.stringify(noticeDetail(notice, webhook))
      return putNotice(client, { busName, type: `webhook.${notice.kind}`, detail })
    },
  }
}
