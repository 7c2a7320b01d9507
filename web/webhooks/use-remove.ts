import { useRemoveWebhook } from '../api/change-webhooks.ts'
import type { WebhookView } from '../api/views.ts'
import { notify } from '../app/notify.ts'
import { inWords } from '../shared/problem-alert.tsx'
import { useText } from '../text/use-text.ts'

/** Deletes a webhook, and tells what came of it. */
export function useRemove(webhook: WebhookView, onRemoved?: () => void) {
  const text = useText()
  const { url } = webhook
  const { mutate, isPending } = useRemoveWebhook()
  const remove = () =>
    mutate(webhook, {
      onSuccess: () => {
        notify({ type: 'success', content: text.webhooks.removed(url) })
        onRemoved?.()
      },
      onError: (error) =>
        notify({ type: 'error', content: text.webhooks.notChanged(url, inWords(error, text)) }),
    })
  return { remove, isPending }
}
