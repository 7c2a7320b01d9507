import { useDeleteWebhook } from '../api/change-webhooks.ts'
import type { WebhookView } from '../api/views.ts'
import { webhookName } from '../api/webhook-names.ts'
import { failureNotice } from '../shared/failure-notice.ts'
import { notify } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'

/** Deletes a webhook and shows a message. */
export function useDelete(webhook: WebhookView, onDeleted?: () => void) {
  const text = useText()
  const { mutate, isPending } = useDeleteWebhook()
  const deleteWebhook = () =>
    mutate(webhook, {
      onSuccess: () => {
        const content = text.webhooks.deleted(webhookName(webhook))
        notify({ type: 'success', content, about: webhook.id })
        onDeleted?.()
      },
      onError: (error) => notify(failureNotice(webhook, error, text)),
    })
  return { deleteWebhook, isPending }
}
