import { useRemoveWebhook } from '../api/change-webhooks.ts'
import type { WebhookView } from '../api/views.ts'
import { notify } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'
import { notChanged } from '../shared/failure-notice.ts'

/** Deletes a webhook, and tells what came of it. */
export function useRemove(webhook: WebhookView, onRemoved?: () => void) {
  const text = useText()
  const { id, url } = webhook
  const { mutate, isPending } = useRemoveWebhook()
  const remove = () =>
    mutate(webhook, {
      onSuccess: () => {
        notify({ type: 'success', content: text.webhooks.removed(url), about: id })
        onRemoved?.()
      },
      onError: (error) => notify(notChanged(webhook, error, text)),
    })
  return { remove, isPending }
}
