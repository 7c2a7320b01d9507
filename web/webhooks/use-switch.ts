import { useSwitchWebhook } from '../api/change-webhooks.ts'
import type { ProbeView, WebhookView } from '../api/views.ts'
import { type Notice, notify } from '../app/notify.ts'
import { inWords } from '../shared/problem-alert.tsx'
import { type Text, useText } from '../text/use-text.ts'

/** Enables and disables a webhook, and tells what came of it. */
export function useSwitch({ id, url }: WebhookView) {
  const text = useText()
  const { mutate, isPending } = useSwitchWebhook()
  const set = (enabled: boolean) =>
    mutate(
      { webhook: { id }, enabled },
      {
        onSuccess: ({ probe }) => notify(told({ url, enabled, probe }, text.webhooks)),
        onError: (error) =>
          notify({ type: 'error', content: text.webhooks.notChanged(url, inWords(error, text)) }),
      },
    )
  return { set, isPending }
}

type Done = { url: string; enabled: boolean; probe: ProbeView | undefined }

function told({ url, enabled, probe }: Done, webhooks: Text['webhooks']): Notice {
  if (!enabled) return { type: 'success', content: webhooks.disabled(url) }
  if (probe === undefined) return { type: 'success', content: webhooks.enabledAlready(url) }
  if (!probe.succeeded) {
    const content = webhooks.enabledThoughFailing(url, probe.because ?? '')
    return { type: 'warning', content }
  }
  const answer = `HTTP ${probe.attempt?.status ?? ''}`
  return { type: 'success', content: webhooks.enabled(url, answer) }
}
