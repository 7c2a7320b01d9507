import { useSwitchWebhook } from '../api/change-webhooks.ts'
import type { ProbeView, WebhookView } from '../api/views.ts'
import { type Notice, notify } from './notify.ts'
import { causeInWords } from './reason.ts'
import { useOneAtATime } from './one-at-a-time.ts'
import { type Text, useText } from '../text/use-text.ts'
import { notChanged } from './failure-notice.ts'

/** Enables and disables a webhook, and tells what came of it. */
export function useSwitch({ id, url }: Pick<WebhookView, 'id' | 'url'>) {
  const text = useText()
  const { mutate, isPending } = useSwitchWebhook()
  const once = useOneAtATime()
  const set = (enabled: boolean) =>
    once((done) =>
      mutate(
        { webhook: { id }, enabled },
        {
          onSuccess: ({ probe }) => notify({ ...told({ url, enabled, probe }, text), about: id }),
          onError: (error) => notify(notChanged({ id, url }, error, text)),
          onSettled: (_, error) => done(error === null),
        },
      ),
    )
  return { set, isPending }
}

type Done = { url: string; enabled: boolean; probe: ProbeView | undefined }

function told({ url, enabled, probe }: Done, { causes, webhooks }: Text): Notice {
  if (!enabled) return { type: 'success', content: webhooks.disabled(url) }
  if (probe === undefined) return { type: 'success', content: webhooks.enabledAlready(url) }
  if (!probe.succeeded) {
    const reason = probe.reason === undefined ? '' : causeInWords(probe.reason, causes)
    return { type: 'warning', content: webhooks.enabledThoughFailing(url, reason) }
  }
  const answer = `HTTP ${probe.attempt?.status ?? ''}`
  return { type: 'success', content: webhooks.enabled(url, answer) }
}
