import { useEnableWebhook } from '../api/change-webhooks.ts'
import type { ProbeView, WebhookView } from '../api/views.ts'
import { webhookName } from '../api/webhook-names.ts'
import { type Text, useText } from '../text/use-text.ts'
import { failureNotice } from './failure-notice.ts'
import { type Notice, notify } from './notify.ts'
import { useOneAtATime } from './one-at-a-time.ts'
import { explainReason } from './reason.ts'

/** Enables or disables a webhook and shows a message. */
export function useSetEnabled(webhook: Pick<WebhookView, 'id' | 'url' | 'description'>) {
  const text = useText()
  const { mutate, isPending } = useEnableWebhook()
  const once = useOneAtATime()
  const name = webhookName(webhook)
  const setEnabled = (enabled: boolean) =>
    once((done) =>
      mutate(
        { webhook, enabled },
        {
          onSuccess: ({ probe }) =>
            notify({ ...noticeOf({ name, enabled, probe }, text), about: webhook.id }),
          onError: (error) => notify(failureNotice(webhook, error, text)),
          onSettled: (_, error) => done(error === null),
        },
      ),
    )
  return { setEnabled, isPending }
}

type Result = { name: string; enabled: boolean; probe: ProbeView | undefined }

function noticeOf({ name, enabled, probe }: Result, { reasons, webhooks }: Text): Notice {
  if (!enabled) return { type: 'success', content: webhooks.disabled(name) }
  if (probe === undefined) return { type: 'success', content: webhooks.enabledAlready(name) }
  if (!probe.succeeded) {
    const reason = probe.reason === undefined ? '' : explainReason(probe.reason, reasons)
    return { type: 'warning', content: webhooks.enabledThoughFailing(name, reason) }
  }
  const status = `HTTP ${probe.attempt?.status ?? ''}`
  return { type: 'success', content: webhooks.enabled(name, status) }
}
