import Button from '@cloudscape-design/components/button'

import { useProbeWebhook } from '../../api/change-webhooks.ts'
import { useCan } from '../../api/me.ts'
import type { ProbeView, WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { failureNotice } from '../../shared/failure-notice.ts'
import { type Notice, notify } from '../../shared/notify.ts'
import { explainReason } from '../../shared/reason.ts'
import { type Text, useText } from '../../text/use-text.ts'

/** Sends a probe to the receiver of a paused webhook, and shows its response. */
export function TryNow({ webhook }: { webhook: WebhookView }) {
  const text = useText()
  const can = useCan()
  const { mutateAsync, isPending } = useProbeWebhook()
  // A promise, because this button is gone when the webhook is no longer paused.
  const probe = () =>
    void mutateAsync(webhook).then(
      (result) => notify({ ...noticeOf(result, text), about: webhook.id }),
      (error: unknown) => notify(failureNotice(webhook, error, text)),
    )
  if (!can.change) return null
  return (
    <Button loading={isPending} onClick={probe}>
      {text.webhookDetail.tryNow}
    </Button>
  )
}

function noticeOf(webhook: WebhookView, { reasons, webhooks }: Text): Notice {
  const { probe } = webhook
  const name = webhookName(webhook)
  if (probe?.succeeded === true) {
    return { type: 'success', content: webhooks.resumed(name, answerOf(probe)) }
  }
  const reason = probe?.reason === undefined ? '' : explainReason(probe.reason, reasons)
  return { type: 'warning', content: webhooks.stillPaused(name, reason) }
}

function answerOf({ attempt }: ProbeView): string {
  return `HTTP ${attempt?.status ?? ''}`
}
